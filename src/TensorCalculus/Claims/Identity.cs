using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;
using TensorCalculus.Rules;

namespace TensorCalculus.Claims;

/// <summary>How a formula was found to be another.</summary>
internal enum Proof
{
    None,

    /// <summary>Both have one canonical form.</summary>
    Form,

    /// <summary>Both are the same when the program's definitions, or those of functions, are put in.</summary>
    Definitions,
}

/// <summary>Proves that a difference is zero: multiplied out, with denominators cleared, with definitions put in one by one.</summary>
internal sealed class Identity(BoundProgram program, RuleSet present)
{
    private const long MaximalSize = 20000;
    private const int MaximalRounds = 60;

    /// <summary>Delta rules and sums that are numbers; recognising a function would undo that it was written out.</summary>
    private static readonly RuleSet Plain = new(
        "plain", [.. NormalisationRules.Set.Rules.Where(r => r is not (SigmoidRecognition or FunctionQuotients))]);

    private readonly ExprFactory factory = program.Factory;
    private readonly Polynomial polynomial = new(program.Factory);

    public Proof Of(Expr claimed, Expr derived)
    {
        Expr difference = factory.Subtract(claimed, derived);
        if (ReferenceEquals(claimed, derived) || ReferenceEquals(present.Run(factory, claimed), present.Run(factory, derived)) || IsZero(difference))
        {
            return Proof.Form;
        }

        foreach (BoundEquation equation in program.Equations.Reverse().Take(MaximalRounds))
        {
            Expr inlined = Inlining.Of(factory, difference, equation);
            if (ReferenceEquals(inlined, difference))
            {
                continue;
            }

            difference = NormalisationRules.Set.Run(factory, inlined);
            if (difference.Facts.TreeSize > MaximalSize)
            {
                return Proof.None;
            }

            if (IsZero(difference))
            {
                return Proof.Definitions;
            }
        }

        Expr written = new FunctionDefinitions(factory).WriteOut(difference);
        return written.Facts.TreeSize <= MaximalSize && IsZero(written) ? Proof.Definitions : Proof.None;
    }

    /// <summary>Whether the expression is zero when it is multiplied out, its denominators cleared.</summary>
    private bool IsZero(Expr difference)
    {
        Expr node = Plain.Run(factory, difference);
        for (int round = 0; round < MaximalRounds && node != factory.Zero; round++)
        {
            if (node.Facts.TreeSize > MaximalSize || polynomial.Expand(node) is not { } expanded)
            {
                return false;
            }

            expanded = Plain.Run(factory, expanded);
            Expr cleared = Clear(expanded);
            if (ReferenceEquals(cleared, node))
            {
                return false;
            }

            node = cleared;
        }

        return node == factory.Zero;
    }

    /// <summary>The expression times the powers of sums that stand in denominators of its addends. What they are of is not zero
    /// where the expression has a value, so it is zero exactly if the result is.</summary>
    private Expr Clear(Expr node)
    {
        Expr[] terms = node is Sum ? node.Children.ToArray() : [node];
        var least = new Dictionary<Expr, Fraction>();
        foreach (Expr term in terms)
        {
            foreach (Expr factor in Factors.Of(factory, term))
            {
                if (factor is Power { Exponent: Number { Value: { IsNegative: true } e } } power && power.Base is not Number)
                {
                    least[power.Base] = least.TryGetValue(power.Base, out Fraction known) && known < e ? known : e;
                }
            }
        }

        if (least.Count == 0)
        {
            return node;
        }

        Expr common = factory.Multiply([.. least.Select(d => factory.Raise(d.Key, -d.Value))]);
        return factory.Add([.. terms.Select(t => factory.Multiply(t, common))]);
    }
}
