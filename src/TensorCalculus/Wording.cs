using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Diagnostics;
using TensorCalculus.Functions;
using TensorCalculus.Rules;

namespace TensorCalculus;

/// <summary>The names of a program that its derivatives may speak of. Definitions of the others are put in where they are read, so no line
/// between is needed for them. What stands in a function of whole tensors keeps its name.</summary>
/// <param name="Program">The program with these definitions put in.</param>
/// <param name="Spoken">The equations by whose names results are written.</param>
internal sealed record Wording(BoundProgram Program, ImmutableArray<BoundEquation> Spoken)
{
    private const long LongestEquation = 4000;

    /// <exception cref="ProgramException">A name in the options is unknown, is differentiated by, or is in both lists; or an equation becomes
    /// too long.</exception>
    public static Wording Of(BoundProgram program, DeriveOptions options, CallNames call)
    {
        if (options.Expand.IsEmpty && options.InTermsOf.IsEmpty)
        {
            return new Wording(program, program.Equations);
        }

        var bag = new DiagnosticBag();
        HashSet<TensorSymbol> expanded = Named(program, "--expand", options.Expand, bag), kept = Named(program, "--in-terms-of", options.InTermsOf, bag);
        HashSet<TensorSymbol> named = [.. program.Equations.SelectMany(e => NamesBelow(program.Factory, e.Body))];
        foreach (TensorSymbol tensor in expanded.OrderBy(t => t.Ordinal))
        {
            string? reason = kept.Contains(tensor) ? "is to be expanded, and to be spoken of"
                : call.Wrt.Contains(tensor) ? "is differentiated by, so its definition cannot be put in its place"
                : named.Contains(tensor) ? "stands in a function of whole tensors, which takes a name"
                : null;
            if (reason is not null)
            {
                bag.Report(DiagnosticCatalogue.BadOption, null, $"{tensor.Name} {reason}", $"leave {tensor.Name} out of --expand");
            }
        }

        Refuse(bag);
        bool IsSpoken(TensorSymbol tensor) => !expanded.Contains(tensor) && (kept.Count == 0 || kept.Contains(tensor) || named.Contains(tensor));
        var put = new Dictionary<TensorSymbol, BoundEquation>();
        var equations = ImmutableArray.CreateBuilder<BoundEquation>();
        foreach (BoundEquation equation in program.Equations)
        {
            BoundEquation full = equation with { Body = NormalisationRules.Set.Run(program.Factory, Insert(equation.Body)) };
            if (full.Body.Facts.TreeSize > LongestEquation)
            {
                bag.Report(
                    DiagnosticCatalogue.BadOption, null, $"the definition of {equation.Tensor.Name} becomes too long when others are put in",
                    "expand fewer names, or name it in --in-terms-of");
                Refuse(bag);
            }

            bool isVariable = call.Wrt.Contains(equation.Tensor);
            if (!IsSpoken(equation.Tensor) && !isVariable)
            {
                put.Add(equation.Tensor, full);
            }

            if (IsSpoken(equation.Tensor) || isVariable || program.Outputs.Contains(equation.Tensor) || call.Of.Contains(equation.Tensor))
            {
                equations.Add(full);
            }
        }

        return new Wording(program with { Equations = equations.ToImmutable() }, [.. equations.Where(e => IsSpoken(e.Tensor))]);

        Expr Insert(Expr node) => node is TensorElement element
            ? put.TryGetValue(element.Tensor, out BoundEquation? definition) ? program.Factory.Instantiate(definition, element.Subscripts) : node
            : program.Factory.Rebuild(node, Insert);
    }

    /// <summary>The tensors that stand below functions of whole tensors.</summary>
    private static IEnumerable<TensorSymbol> NamesBelow(ExprFactory factory, Expr node) => node is Reduction { Kind: var kind } && kind.TakesName()
        ? Evaluation.ExprWalk.TensorsOf(factory, node)
        : node.Children.ToArray().SelectMany(c => NamesBelow(factory, c));

    private static HashSet<TensorSymbol> Named(BoundProgram program, string option, ImmutableArray<string> names, DiagnosticBag bag)
    {
        var found = new HashSet<TensorSymbol>();
        foreach (string name in names.Select(Parsing.Spelling.Typed).Distinct())
        {
            if (program.Find(name) is { Kind: TensorKind.Defined } tensor)
            {
                found.Add(tensor);
            }
            else
            {
                bag.Report(
                    DiagnosticCatalogue.UnknownTensor, null, $"the program does not define {name}",
                    $"{option} takes one of {string.Join(", ", program.Equations.Select(e => e.Tensor.Name))}");
            }
        }

        return found;
    }

    private static void Refuse(DiagnosticBag bag)
    {
        if (bag.HasErrors)
        {
            throw new ProgramException([.. bag.Items]);
        }
    }
}
