using TensorCalculus.Emission;

namespace TensorCalculus;

/// <summary>What one pass of an emitted module costs, as formulas in the sizes, such as <c>2 B H + 3 B</c>: sizes are named as in
/// the code, and a declared size is a number.</summary>
public sealed class PassCost
{
    internal PassCost(PassCount count, ModuleNames names)
    {
        Count = count;
        Multiplications = count.Operations.Multiplications.Print(names.Of);
        Additions = count.Operations.Additions.Print(names.Of);
        PeakMemory = count.PeakMemory.Print(names.Of);
    }

    /// <summary>The multiplications. A division, a power, or a function of an element counts as one.</summary>
    public string Multiplications { get; }

    /// <summary>The additions and subtractions. A change of sign or a comparison counts as one.</summary>
    public string Additions { get; }

    /// <summary>The most numbers that are held at once, besides the inputs and given gradients: the arrays that have names, which
    /// are held to the end of the pass, and those in the middle of a line. Where it depends on the sizes which moment is the
    /// most, it is that at typical ones.</summary>
    public string PeakMemory { get; }

    internal PassCount Count { get; }
}
