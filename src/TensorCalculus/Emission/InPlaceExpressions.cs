using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Emission;

/// <summary>The spelling of PyTorch where no graph is recorded, in an autograd function: what is computed takes the memory of a large
/// array that nobody reads any more, since new memory costs more than the operation. Products of matrices are added as they are made.</summary>
/// <param name="helpers">See <see cref="PythonExpressions"/>.</param>
/// <param name="lifetimes">Which arrays are read no more.</param>
/// <param name="large">How many components an array must have for its memory to matter, at typical sizes.</param>
internal sealed class InPlaceExpressions(SortedSet<string> helpers, Lifetimes lifetimes, double large) : TorchExpressions(helpers)
{
    private static readonly HashSet<string> Methods =
        ["exp", "log", "sqrt", "abs", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "sigmoid", "relu", "erf"];

    private readonly Dictionary<ArrayNode, bool> floating = [];
    private Statement? current;

    /// <summary>Notes which line is written.</summary>
    public void Begin(Statement statement) => current = statement;

    protected override CodeText Elementwise(ElementwiseNode node)
    {
        if (IsThreshold(node))
        {
            // Many times faster than a choice, which waits for a branch at each element.
            return Atom($"torch.ops.aten.threshold_backward({Operand(node, 2)}, {Operand(node, 0)}, 0)");
        }

        int first = Enumerable.Range(0, node.Operands.Length).FirstOrDefault(i => IsFree(node, i), -1);
        return (first >= 0 ? Over(node, first) : null) ?? OntoProduct(node) ?? base.Elementwise(node);
    }

    /// <summary>Whether an array is taken where another one is positive, and 0 elsewhere.</summary>
    private bool IsThreshold(ElementwiseNode node) => node is { Operation: ChooseOperation { Relation: Relation.Greater }, Rank: > 0 }
        && HasOrderOf(node, 0) && HasOrderOf(node, 2) && !IsMask(node.Operands[2]) && IsFloating(node.Operands[0]) && IsFloating(node.Operands[2])
        && IsZero(node.Operands[1]) && IsZero(node.Operands[3]);

    private static bool IsZero(ArrayNode node) => node is NumberNode number && number.Value.IsZero;

    /// <summary>The operation written over one of its operands; <see langword="null"/> where the library cannot.</summary>
    private CodeText? Over(ElementwiseNode node, int at)
    {
        string array = Operand(node, at).At(Binding.Atom);
        string? method = node.Operation switch
        {
            AddOperation { Subtracted: var subtracted } =>
                string.Join('.', Enumerable.Range(0, node.Operands.Length).Where(i => i != at).Select(i => Added(node, i, subtracted[i]))),
            MultiplyOperation => $"mul_({Operand(node, 1 - at)})",
            DivideOperation when MeanOf(node) is null => $"div_({Operand(node, 1)})",
            NegateOperation => "neg_()",
            PowerOperation { Exponent: var exponent } => exponent.Equals(new Fraction(2)) ? "square_()" : exponent.Equals(new Fraction(1, 2)) ? "sqrt_()" : null,
            CallOperation { Function: { Arity: 1, IsArbitrary: false, Primes: 0 } function } when Methods.Contains(function.Name) => function.Name + "_()",
            ChooseOperation { Relation: var relation } when node.Operands[3] is NumberNode =>
                $"masked_fill_({Condition(node, relation.Negated())}, {Operand(node, 3)})",
            _ => null,
        };
        return method is null ? null : Atom($"{array}.{method}");
    }

    private string Added(ElementwiseNode node, int i, bool isSubtracted)
    {
        ArrayNode operand = node.Operands[i];
        if (operand is ContractionNode product && !IsNamed(product) && HasOrderOf(node, i) && Matrices(product) is { } matrices)
        {
            return $"addmm_({matrices.Left}, {matrices.Right}{(isSubtracted ? ", alpha=-1" : "")})";
        }

        return operand is ElementwiseNode { Operation: MultiplyOperation, IsPlain: false } factors && !IsNamed(operand) && !IsMask(operand) && factors.Operands.All(o => IsArray(o))
            ? $"addcmul_({Factor(0)}, {Factor(1)}{(isSubtracted ? ", value=-1" : "")})"
            : $"{(isSubtracted ? "sub_" : "add_")}({Operand(node, i)})";

        CodeText Factor(int f) => Aligned(Operand(factors, f), node.Maps[i], node.Rank);
    }

    private bool IsArray(ArrayNode node) => node is { Rank: > 0 } && !IsMask(node);

    /// <summary>A product of matrices added to an array that stays.</summary>
    private CodeText? OntoProduct(ElementwiseNode node)
    {
        if (node.Operation is not AddOperation { Subtracted: [_, _] subtracted })
        {
            return null;
        }

        for (int i = 0; i < 2; i++)
        {
            if (node.Operands[i] is ContractionNode product && !IsNamed(product) && !subtracted[1 - i] && node.Operands[1 - i].Rank > 0
                && HasOrderOf(node, i) && Matrices(product) is { } matrices)
            {
                return Atom($"torch.addmm({Operand(node, 1 - i)}, {matrices.Left}, {matrices.Right}{(subtracted[i] ? ", alpha=-1" : "")})");
            }
        }

        return null;
    }

    /// <summary>Whether the result may be written over an operand.</summary>
    private bool IsFree(ElementwiseNode node, int i)
    {
        ArrayNode operand = node.Operands[i];
        if (!IsFirst(node.Operation, i) || !HasOrderOf(node, i) || !IsLarge(operand) || IsMask(operand) || !IsFloating(operand))
        {
            return false;
        }

        if (!IsNamed(operand))
        {
            return IsNew(operand);
        }

        // Other operands that read it are computed before it is written over, but not a view of it, and not after the first step.
        return lifetimes.Ends(operand, current!)
            && !Lifetimes.SharesMemory(operand)
            && lifetimes.Reads(operand, current!) == node.Operands.Sum(o => lifetimes.Reads(operand, o))
            && (lifetimes.Reads(operand, current!) == 1
                || (node.Operands.Length == 2 && lifetimes.Reads(operand, node.Operands[i]) == 1 && IsNew(node.Operands[1 - i])));
    }

    /// <summary>Whether the library has the operation as a method of this operand.</summary>
    private static bool IsFirst(ElementOperation operation, int i) => operation switch
    {
        AddOperation add => !add.Subtracted[i],
        MultiplyOperation => true,
        ChooseOperation => i == 2,
        _ => i == 0,
    };

    private bool IsLarge(ArrayNode node) => node.Rank > 0 && SizePolynomial.Volume(node.Shape).At(TypicalSizes.Of) >= large;

    /// <summary>Whether an array is certainly of floating-point numbers: it hangs on something that is differentiated. A constant may
    /// well be given in whole numbers.</summary>
    private bool IsFloating(ArrayNode node)
    {
        if (!floating.TryGetValue(node, out bool known))
        {
            known = node is ParameterNode { Tensor: { IsConstant: false, IsInteger: false } } || node.Operands.Any(IsFloating);
            floating.Add(node, known);
        }

        return known;
    }

    private static bool HasOrderOf(ElementwiseNode node, int i) => node.Operands[i].Rank == node.Rank;

    /// <summary>Whether an array that is written in line is one of its own.</summary>
    private bool IsNew(ArrayNode node) => !IsNamed(node)
        && node is ElementwiseNode { Operation: not CallOperation { Function.IsArbitrary: true } } or ContractionNode or ReductionNode;
}
