using System.Collections.Immutable;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>The labels that stand in subscripts: indices and groups, those inside affine and gathered subscripts too.</summary>
internal static class IndexLabels
{
    /// <summary>All labels of an equation.</summary>
    public static HashSet<string> Of(EquationSyntax equation)
    {
        var survey = new NameSurvey();
        survey.Survey(equation);
        return survey.Labels;
    }

    /// <summary>Adds the labels in the node's own subscripts; those of nodes below are not its own.</summary>
    public static void AddOwn(ExpressionSyntax node, List<string> labels)
    {
        switch (node)
        {
            case TensorSyntax tensor:
                AddAll(tensor.Subscripts, labels);
                break;
            case OneSyntax one:
                AddAll(one.Subscripts, labels);
                break;
            case WholeTensorSyntax whole:
                AddAll(whole.Subscripts, labels);
                break;
            case DeltaSyntax delta:
                Add(delta.First, labels);
                Add(delta.Second, labels);
                break;
            case BracketSyntax bracket:
                Add(bracket.Left, labels);
                Add(bracket.Right, labels);
                break;
        }
    }

    /// <summary>The label of a subscript that is one index or one group, else <see langword="null"/>.</summary>
    public static string? Single(SubscriptSyntax subscript) => subscript switch
    {
        IndexSyntax index => index.Label,
        GroupSyntax group => group.Label,
        _ => null,
    };

    /// <summary>Whether a reduction runs over this label.</summary>
    public static bool Binds(ReductionSyntax reduction, string label)
    {
        foreach (SubscriptSyntax index in reduction.Indices)
        {
            if (Single(index) == label)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the reduction's indices are free in its result.</summary>
    public static bool IsKeeping(ReductionSyntax reduction) => reduction.Operator is "softmax" or "cumsum";

    private static void AddAll(ImmutableArray<SubscriptSyntax> subscripts, List<string> labels)
    {
        foreach (SubscriptSyntax subscript in subscripts)
        {
            Add(subscript, labels);
        }
    }

    private static void Add(SubscriptSyntax subscript, List<string> labels)
    {
        switch (subscript)
        {
            case IndexSyntax index:
                labels.Add(index.Label);
                break;
            case GroupSyntax group:
                labels.Add(group.Label);
                break;
            case AffineSyntax affine:
                foreach (AffineTermSyntax term in affine.Terms)
                {
                    switch (term.Atom)
                    {
                        case IndexAtomSyntax index:
                            labels.Add(index.Label);
                            break;
                        case GatherAtomSyntax gather:
                            AddAll(gather.Subscripts, labels);
                            break;
                    }
                }

                break;
        }
    }
}
