using TensorCalculus.Algebra;

namespace TensorCalculus.Benchmarks;

/// <summary>What is timed. Each piece of work starts from nothing and ends with text.</summary>
internal static class Work
{
    /// <summary>From the text of a program to the closed forms of its gradients, without steps.</summary>
    public static int ClosedForms(string program)
    {
        Derivation derivation = TensorProgram.Parse(program).Derive(new DeriveOptions { Steps = false });
        return derivation.Gradients.Sum(g => g.Unicode.Length);
    }

    /// <summary>All gradient lines of a long program, and the closed form of one gradient.</summary>
    public static int Lines(string program, string wrt)
    {
        TensorProgram read = TensorProgram.Parse(program);
        int lines = read.Derive(new DeriveOptions { Steps = false }).Lines.Sum(l => l.Unicode.Length);
        return lines + read.Derive(new DeriveOptions { Steps = false, Wrt = [wrt] }).Gradients[0].Unicode.Length;
    }

    /// <summary>A product of ten tensors of order four whose indices are all summed, made under the names of a permutation of
    /// the dummies. Equal products are one object.</summary>
    public static Expr Contraction(ExprFactory factory, Dimension dimension, TensorSymbol[] tensors, int[] permutation)
    {
        IndexVariable[] dummies = [.. Enumerable.Range(0, permutation.Length).Select(_ => factory.Fresh(dimension))];
        var factors = new Expr[tensors.Length];
        for (int t = 0; t < tensors.Length; t++)
        {
            // Neighbours on two rings, so that every dummy stands at two tensors.
            int n = tensors.Length;
            int[] edges = [t, (t + 1) % n, n + t, n + ((t + 3) % n)];
            factors[t] = factory.Element(tensors[t], [.. edges.Select(e => dummies[permutation[e]])]);
        }

        Array.Sort([.. permutation.Take(tensors.Length)], factors);
        return factory.Contract([.. dummies], factory.Multiply(factors));
    }
}
