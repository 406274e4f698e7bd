using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>What kind of product of arrays a contraction is, for targets that have matrix products.</summary>
internal sealed class ContractionShape
{
    private readonly ContractionNode node;

    public ContractionShape(ContractionNode node)
    {
        this.node = node;
        Batch = [.. node.Result.Where(l => node.Left.Contains(l) && node.Right.Contains(l))];
        LeftOnly = [.. node.Result.Where(l => !node.Right.Contains(l))];
        RightOnly = [.. node.Result.Where(l => !node.Left.Contains(l))];
        Summed = [.. node.Left.Where(l => node.Right.Contains(l) && !node.Result.Contains(l))];
        bool inOrder = node.Result.SequenceEqual([.. Batch, .. LeftOnly, .. RightOnly]);
        LeftOrder = Order(node.Left, [.. Batch, .. LeftOnly, .. Summed]);
        RightOrder = Order(node.Right, [.. Batch, .. Summed, .. RightOnly]);
        IsInner = node.Result.IsEmpty && node.Left.SequenceEqual(node.Right);
        IsMatrixProduct = inOrder && Batch.Length == 0 && Summed.Length == 1 && RightOnly.Length <= 1
            && (LeftOnly.Length <= 1 || IsIdentity(LeftOrder));
        IsBatchedProduct = inOrder && Batch.Length > 0 && Summed.Length == 1 && LeftOnly.Length == 1 && RightOnly.Length == 1;
    }

    /// <summary>The labels that both operands have and the result keeps.</summary>
    public int[] Batch { get; }

    public int[] LeftOnly { get; }

    public int[] RightOnly { get; }

    /// <summary>The labels that are summed over.</summary>
    public int[] Summed { get; }

    /// <summary>Whether two arrays of one shape are multiplied and summed over all their axes.</summary>
    public bool IsInner { get; }

    /// <summary>Whether it is a product of a matrix or vector, or of a stack of them, with a matrix or vector.</summary>
    public bool IsMatrixProduct { get; }

    /// <summary>Whether it is a stack of matrices times another.</summary>
    public bool IsBatchedProduct { get; }

    /// <summary>For a matrix product: the order of the left operand's axes.</summary>
    public int[] LeftOrder { get; }

    /// <summary>For a matrix product: the order of the right operand's axes.</summary>
    public int[] RightOrder { get; }

    /// <summary>Whether the operands are stacks of matrices as they stand, or when their last two axes are swapped.</summary>
    public bool SwapsLastTwoAtMost => IsSwap(LeftOrder) && IsSwap(RightOrder);

    /// <summary>The contraction as an Einsum pattern, with the program's letters where they are letters and differ.</summary>
    public string Pattern
    {
        get
        {
            var letters = new Dictionary<int, char>();
            foreach ((int label, Dimension dimension) in node.Left.Zip(node.First.Shape).Concat(node.Right.Zip(node.Second.Shape)))
            {
                if (!letters.ContainsKey(label))
                {
                    char wish = dimension.Letter is [>= 'a' and <= 'z' and var letter] ? letter : 'i';
                    letters.Add(label, Alphabet(wish).First(c => !letters.ContainsValue(c)));
                }
            }

            return $"{Spelt(node.Left)},{Spelt(node.Right)}->{Spelt(node.Result)}";

            string Spelt(IEnumerable<int> labels) => string.Concat(labels.Select(l => letters[l]));
        }
    }

    /// <summary>The letters, a given one first.</summary>
    private static IEnumerable<char> Alphabet(char first) =>
        Enumerable.Range(0, 26).Select(i => (char)('a' + ((first - 'a' + i) % 26))).Concat(Enumerable.Range(0, 26).Select(i => (char)('A' + i)));

    private static int[] Order(System.Collections.Immutable.ImmutableArray<int> from, int[] to) => [.. to.Select(l => from.IndexOf(l))];

    private static bool IsIdentity(int[] order) => order.SequenceEqual(Enumerable.Range(0, order.Length));

    private static bool IsSwap(int[] order) => order[..^2].SequenceEqual(Enumerable.Range(0, order.Length - 2));
}
