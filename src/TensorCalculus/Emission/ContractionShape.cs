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

    /// <summary>The contraction as an Einsum pattern with letters from i on.</summary>
    public string Pattern => $"{Letters(node.Left)},{Letters(node.Right)}->{Letters(node.Result)}";

    /// <summary>The letter of a label in <see cref="Pattern"/>.</summary>
    public static char Letter(int label) => (char)(label <= 'z' - 'i' ? 'i' + label : 'a' + label - ('z' - 'i') - 1);

    private static string Letters(IEnumerable<int> labels) => string.Concat(labels.Select(Letter));

    private static int[] Order(System.Collections.Immutable.ImmutableArray<int> from, int[] to) => [.. to.Select(l => from.IndexOf(l))];

    private static bool IsIdentity(int[] order) => order.SequenceEqual(Enumerable.Range(0, order.Length));

    private static bool IsSwap(int[] order) => order[..^2].SequenceEqual(Enumerable.Range(0, order.Length - 2));
}
