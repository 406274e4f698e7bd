using Fractions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Matrices;

/// <summary>One product with its sums, as a graph: indices are vertices, a factor with two indices is an edge between them, one with a
/// single index hangs on it. Summing over an index that has two edges makes one edge of them, a matrix product.</summary>
internal sealed class IndexNetwork
{
    private readonly List<Vertex> vertices = [];
    private readonly List<Edge> edges = [];
    private readonly List<MatrixNode> above = [], below = [];

    public Fraction Coefficient { get; set; } = Fraction.One;

    /// <summary>A factor without indices.</summary>
    public void AddScalar(MatrixNode scalar, bool divides) => (divides ? below : above).Add(scalar);

    /// <summary>A factor with one index, as a column.</summary>
    public void Hang(MatrixNode column, IndexVariable on, bool divides)
    {
        Vertex vertex = At(on);
        (divides ? vertex.Below : vertex.Above).Add(column);
    }

    /// <summary>A factor with two indices, as a matrix.</summary>
    public void Link(IndexVariable rows, IndexVariable columns, MatrixNode matrix, bool divides) => Link(At(rows), At(columns), matrix, divides);

    /// <summary>Sums over the indices and reads the product off.</summary>
    /// <param name="bound">The indices that are summed.</param>
    /// <param name="row">The free index of the rows, if any.</param>
    /// <param name="column">The free index of the columns, if any.</param>
    /// <exception cref="NoMatrixFormException">Three factors meet at one index.</exception>
    public MatrixNode Contract(IEnumerable<IndexVariable> bound, IndexVariable? row, IndexVariable? column)
    {
        if (Sum(bound) is { Count: > 0 } open)
        {
            throw new NoMatrixFormException(TooMany(open));
        }

        return MatrixBuilder.Scale(Coefficient, above, below, Body(row is null ? null : At(row), column is null ? null : At(column)));
    }

    /// <summary>Sums over the indices, as far as at most two factors meet at each, and hands out what is left between and on the others.</summary>
    /// <param name="bound">The indices that are summed.</param>
    public NetworkRemainder Remainder(IEnumerable<IndexVariable> bound)
    {
        List<Vertex> open = Sum(bound);
        return new NetworkRemainder(
            MatrixBuilder.Scale(Coefficient, above, below, null),
            [.. vertices.Select(v => (v.Index, v.Column())).Where(v => v.Item2 is not null).Select(v => (v.Index, v.Item2!))],
            [.. edges.Select(e => (e.Rows.Index, e.Other(e.Rows).Index, e.From(e.Rows)))],
            [.. open.Select(v => v.Index)],
            open.Count == 0 ? null : TooMany(open));
    }

    /// <summary>Sums over the indices; those at which three factors meet are left.</summary>
    private List<Vertex> Sum(IEnumerable<IndexVariable> bound)
    {
        var open = bound.Select(At).ToList();
        while (open.Where(v => edges.Count(e => e.Meets(v)) <= 2).MinBy(v => edges.Count(e => e.Meets(v))) is { } next)
        {
            Eliminate(next, open);
            open.Remove(next);
        }

        return open;
    }

    private void Eliminate(Vertex vertex, List<Vertex> open)
    {
        Edge[] own = [.. edges.Where(e => e.Meets(vertex))];
        foreach (Edge edge in own)
        {
            edges.Remove(edge);
        }

        switch (own)
        {
            case []:
                above.Add(vertex.Total());
                break;
            case [var edge] when open.Contains(edge.Other(vertex)) && !edges.Exists(e => e.Meets(edge.Other(vertex))):
                above.Add(Total(vertex, edge, edge.Other(vertex)));
                open.Remove(edge.Other(vertex));
                break;
            case [var edge]:
                edge.Other(vertex).Above.Add(MatrixBuilder.Multiply([edge.From(edge.Other(vertex)), vertex.Column() ?? new OnesLeaf(vertex.Index.Dimension)]));
                break;
            default:
                Vertex left = own[0].Other(vertex), right = own[1].Other(vertex);
                MatrixNode[] middle = vertex.Column() is { } column ? [MatrixBuilder.Diagonal(column)] : [];
                Link(left, right, MatrixBuilder.Multiply([own[0].From(left), .. middle, MatrixBuilder.Transpose(own[1].From(right))]), divides: false);
                break;
        }
    }

    /// <summary>The sum over both ends of the one edge between them.</summary>
    private static MatrixNode Total(Vertex u, Edge edge, Vertex v)
    {
        (List<MatrixNode> over, List<MatrixNode> under) = edge.FactorsFrom(u);
        MatrixNode? left = u.Column(), right = v.Column();
        if (left is null && right is null && under.Count == 0)
        {
            MatrixNode? second = over is [_, var other] ? other : over is [PointwisePower { Base: var squared, Exponent: NumberLeaf { Value: var e } }] && e == 2 ? squared : null;
            if (second is not null)
            {
                return MatrixBuilder.Trace(MatrixBuilder.Multiply([MatrixBuilder.Transpose(over is [var first, _] ? first : second), second]));
            }
        }

        return MatrixBuilder.Multiply(
            [MatrixBuilder.Transpose(left ?? new OnesLeaf(u.Index.Dimension)), edge.From(u), right ?? new OnesLeaf(v.Index.Dimension)]);
    }

    /// <summary>What is left when all sums are done: at most one edge, between the free indices, and columns that hang on them.</summary>
    private MatrixNode? Body(Vertex? row, Vertex? column)
    {
        MatrixNode? left = row?.Column(), right = column?.Column();
        if (edges is not [var edge])
        {
            return (row, column) switch
            {
                (null, _) => null,
                (_, null) => left ?? new OnesLeaf(row.Index.Dimension),
                _ => MatrixBuilder.Multiply([left ?? new OnesLeaf(row.Index.Dimension), MatrixBuilder.Transpose(right ?? new OnesLeaf(column.Index.Dimension))]),
            };
        }

        MatrixNode?[] chain = [left is null ? null : MatrixBuilder.Diagonal(left), edge.From(row!), right is null ? null : MatrixBuilder.Diagonal(right)];
        return MatrixBuilder.Multiply([.. chain.OfType<MatrixNode>()]);
    }

    private void Link(Vertex rows, Vertex columns, MatrixNode matrix, bool divides)
    {
        if (rows == columns)
        {
            (divides ? rows.Below : rows.Above).Add(MatrixBuilder.DiagonalOf(matrix));
            return;
        }

        Edge? edge = edges.Find(e => e.Meets(rows) && e.Meets(columns));
        if (edge is null)
        {
            edges.Add(edge = new Edge(rows, columns));
        }

        edge.Add(edge.Rows == rows ? matrix : MatrixBuilder.Transpose(matrix), divides);
    }

    private Vertex At(IndexVariable index)
    {
        Vertex? vertex = vertices.Find(v => v.Index == index);
        if (vertex is null)
        {
            vertices.Add(vertex = new Vertex(index));
        }

        return vertex;
    }

    private string TooMany(List<Vertex> open)
    {
        Vertex vertex = open.MinBy(v => edges.Count(e => e.Meets(v)))!;
        Edge[] own = [.. edges.Where(e => e.Meets(vertex))];
        return $"{own.Length} matrices meet at one summed index, and a matrix product joins two";
    }

    /// <summary>An index, with the columns that hang on it.</summary>
    private sealed class Vertex(IndexVariable index)
    {
        public IndexVariable Index { get; } = index;

        public List<MatrixNode> Above { get; } = [];

        public List<MatrixNode> Below { get; } = [];

        /// <summary>The pointwise product of all that hangs here; <see langword="null"/> where nothing does.</summary>
        public MatrixNode? Column() => Above.Count + Below.Count == 0 ? null : MatrixBuilder.Pointwise(Above, Below);

        /// <summary>The sum over the index.</summary>
        public MatrixNode Total()
        {
            List<MatrixNode> factors = [.. Above.Order(MatrixOrder.Factors)];
            if (factors is [PointwisePower { Base: var @base, Exponent: NumberLeaf { Value: var e } }] && e == 2)
            {
                factors = [@base, @base];
            }

            return (factors.Count, Below.Count) switch
            {
                (0, 0) => new SizeLeaf(Index.Dimension),
                (1, 0) when factors[0] is DiagonalOf { Matrix: var matrix } => MatrixBuilder.Trace(matrix),
                ( >= 2, _) => MatrixBuilder.Multiply([MatrixBuilder.Transpose(factors[0]), MatrixBuilder.Pointwise(factors[1..], Below)]),
                _ => MatrixBuilder.Multiply([MatrixBuilder.Transpose(new OnesLeaf(Index.Dimension)), MatrixBuilder.Pointwise(factors, Below)]),
            };
        }
    }

    /// <summary>The factors between two indices.</summary>
    private sealed class Edge(Vertex rows, Vertex columns)
    {
        private readonly List<MatrixNode> above = [], below = [];

        public Vertex Rows { get; } = rows;

        public void Add(MatrixNode matrix, bool divides) => (divides ? below : above).Add(matrix);

        public bool Meets(Vertex vertex) => vertex == Rows || vertex == columns;

        public Vertex Other(Vertex vertex) => vertex == Rows ? columns : Rows;

        /// <summary>The matrix whose rows are at one end.</summary>
        public MatrixNode From(Vertex end)
        {
            MatrixNode matrix = MatrixBuilder.Pointwise(above, below);
            return end == Rows ? matrix : MatrixBuilder.Transpose(matrix);
        }

        /// <summary>The factors whose rows are at one end, in the order in which they are written.</summary>
        public (List<MatrixNode> Above, List<MatrixNode> Below) FactorsFrom(Vertex end)
        {
            return (Turned(above), Turned(below));

            List<MatrixNode> Turned(List<MatrixNode> factors) =>
                [.. factors.Order(MatrixOrder.Factors).Select(f => end == Rows ? f : MatrixBuilder.Transpose(f))];
        }
    }
}
