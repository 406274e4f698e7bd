using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Diagnostics;

namespace TensorCalculus;

/// <summary>The tensors that a call names, resolved: every mistake in them is reported at once.</summary>
/// <param name="Mode">What is derived.</param>
/// <param name="Wrt">The tensors to differentiate by.</param>
/// <param name="Of">The outputs that feed the loss, or the tensors to differentiate.</param>
internal sealed record CallNames(DerivativeMode Mode, ImmutableArray<TensorSymbol> Wrt, ImmutableArray<TensorSymbol> Of)
{
    /// <exception cref="ProgramException">A name is unknown, or is not something to differentiate by.</exception>
    public static CallNames Resolve(BoundProgram program, DeriveOptions options)
    {
        var bag = new DiagnosticBag();
        ImmutableArray<TensorSymbol> wrt = options.Wrt.IsEmpty
            ? [.. program.Inputs.Where(t => !t.IsConstant && !t.IsInteger)]
            : [.. Spelled(options.Wrt).Select(n => Variable(program, n, bag)).OfType<TensorSymbol>()];
        ImmutableArray<TensorSymbol> of = options.Of.IsEmpty
            ? program.Outputs
            : [.. Spelled(options.Of).Select(n => Differentiated(program, n, bag)).OfType<TensorSymbol>()];
        switch (options.Mode)
        {
            case DerivativeMode.Backward:
                RefuseChained(program, of, bag);
                break;
            case DerivativeMode.Hessian or DerivativeMode.Hvp when !bag.HasErrors:
                RequireScalar(of, bag);
                break;
        }

        if (options.Mode is not (DerivativeMode.Backward or DerivativeMode.Jacobian))
        {
            RefuseDependent(program, wrt, bag);
        }

        return bag.HasErrors ? throw new ProgramException([.. bag.Items]) : new CallNames(options.Mode, wrt, of);
    }

    private static TensorSymbol? Variable(BoundProgram program, string name, DiagnosticBag bag)
    {
        switch (program.Find(name))
        {
            case null:
                (DiagnosticDescriptor code, string message) = program switch
                {
                    _ when program.Functions.Contains(name) => (DiagnosticCatalogue.NotDifferentiable, $"{name} is a function, not a variable"),
                    _ when program.Positions.Contains(name) => (DiagnosticCatalogue.NotDifferentiable, $"{name} is a position, not a variable"),
                    _ when program.Dimensions.Any(d => d.Symbol == name) => (DiagnosticCatalogue.NotDifferentiable, $"{name} is a size, not a variable"),
                    _ => (DiagnosticCatalogue.UnknownTensor, $"the program has no tensor {name}"),
                };
                bag.Report(code, null, message, $"differentiate by one of {Names(program.Inputs)} or by a tensor that the program defines");
                return null;
            case { IsConstant: true }:
                bag.Report(DiagnosticCatalogue.NotDifferentiable, null, $"{name} is declared constant", $"leave out the line constant {name}");
                return null;
            case { IsInteger: true }:
                bag.Report(DiagnosticCatalogue.NotDifferentiable, null, $"{name} holds positions along an axis, which have no derivative");
                return null;
            case { } tensor:
                return tensor;
        }
    }

    private static TensorSymbol? Differentiated(BoundProgram program, string name, DiagnosticBag bag)
    {
        if (program.Find(name) is { Kind: TensorKind.Defined } tensor)
        {
            return tensor;
        }

        bag.Report(
            DiagnosticCatalogue.UnknownTensor, null, $"the program does not define {name}",
            $"take one of {Names(program.Equations.Select(e => e.Tensor))}");
        return null;
    }

    /// <summary>∂l/∂h cannot be given for an output h that another output reads: it would be a part of ∂l/∂h only.</summary>
    private static void RefuseChained(BoundProgram program, ImmutableArray<TensorSymbol> of, DiagnosticBag bag)
    {
        foreach (TensorSymbol tensor in of.Where(t => !program.Outputs.Contains(t)))
        {
            var later = new Differentiation.ActiveTensors(program.Equations, [tensor], of.Where(t => t != tensor));
            if (later.Contains(tensor))
            {
                bag.Report(
                    DiagnosticCatalogue.ModeMismatch, null, $"{tensor.Name} feeds another of the outputs named, so its gradient is not given but derived",
                    $"leave {tensor.Name} out of the outputs, or ask for it alone");
            }
        }
    }

    /// <summary>A second derivative is that of one scalar.</summary>
    private static void RequireScalar(ImmutableArray<TensorSymbol> of, DiagnosticBag bag)
    {
        if (of is [{ Order: 0 }])
        {
            return;
        }

        bag.Report(
            DiagnosticCatalogue.ModeMismatch,
            null,
            of is [{ Name: var name, Order: var order }]
                ? $"a Hessian is that of one scalar, and {name} has {order} {(order == 1 ? "index" : "indices")}"
                : $"a Hessian is that of one scalar, and there are {of.Length} outputs: {Names(of)}",
            of is [var only]
                ? $"add a line that makes a scalar of {only.Name}, or name a scalar with --of"
                : "name one of them with --of, or add a line that adds them up");
    }

    /// <summary>Tensors that move by themselves cannot depend on one another.</summary>
    private static void RefuseDependent(BoundProgram program, ImmutableArray<TensorSymbol> wrt, DiagnosticBag bag)
    {
        foreach (TensorSymbol tensor in wrt.Where(t => t.Kind == TensorKind.Defined))
        {
            TensorSymbol[] others = [.. wrt.Where(t => t != tensor)];
            var between = new Differentiation.ActiveTensors(program.Equations, others, [tensor]);
            if (between.Contains(tensor))
            {
                bag.Report(
                    DiagnosticCatalogue.ModeMismatch, null,
                    $"{tensor.Name} depends on {others.First(between.Contains).Name}, so the two do not vary independently",
                    $"differentiate by {tensor.Name} in a call of its own");
            }
        }
    }

    /// <summary>The names as the program holds them: γ and \gamma are gamma.</summary>
    private static IEnumerable<string> Spelled(IEnumerable<string> names) => names.Select(Parsing.Spelling.Typed).Distinct();

    private static string Names(IEnumerable<TensorSymbol> tensors) => string.Join(", ", tensors.Select(t => t.Name));
}
