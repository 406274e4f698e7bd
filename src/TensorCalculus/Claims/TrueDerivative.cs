using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Differentiation;
using TensorCalculus.Rewriting;
using TensorCalculus.Rules;

namespace TensorCalculus.Claims;

/// <summary>What a claim is about, derived: the pass that finds it, and both formulas at the same indices.</summary>
internal sealed class TrueDerivative
{
    private readonly ClosedForms closed;
    private readonly Dictionary<string, TensorSymbol> symbols = [];

    private TrueDerivative(Claim claim, BoundProgram program, (RuleSet Local, RuleSet Present) rules, IDerivativePass pass, DerivedEquation answer)
    {
        (Claim, Program, Rules, Pass) = (claim, program, rules, pass);
        closed = new ClosedForms(program, pass, withSteps: false);
        foreach (TensorSymbol symbol in pass.Lines.Select(l => l.Symbol).Concat(pass.Answers.Select(a => a.Left.Tensor)).Concat(Given(program, pass)))
        {
            symbols.TryAdd(symbol.Name, symbol);
        }

        DerivedEquation equation = closed.LineOf(answer.Left.Tensor) is { } line ? closed.Of(line) : answer;
        Equation = equation with { Right = Identify(equation.Right) };
        ImmutableArray<Subscript> at = [.. claim.Equation.Indices.Select(i => i.Alone)];
        Closed = program.Factory.Instantiate(Equation, at);
        Line = closed.LineOf(answer.Left.Tensor) is { } own ? Identify(program.Factory.Instantiate(own.Equation, at)) : Closed;
    }

    public Claim Claim { get; }

    /// <summary>The program as it was read with the claim, its right sides normalised.</summary>
    public BoundProgram Program { get; }

    public ExprFactory Factory => Program.Factory;

    public (RuleSet Local, RuleSet Present) Rules { get; }

    public IDerivativePass Pass { get; }

    /// <summary>The derived formula in closed form.</summary>
    public DerivedEquation Equation { get; }

    /// <summary>The same at the claim's indices.</summary>
    public Expr Closed { get; }

    /// <summary>Its line, in terms of other derivatives, at the claim's indices.</summary>
    public Expr Line { get; }

    public ImmutableArray<IndexVariable> Indices => Claim.Equation.Indices;

    /// <summary>The claim's formula over the derivatives of the pass, helpers put in.</summary>
    public Expr Claimed { get; private set; } = null!;

    /// <summary>The derivatives that the claim reads and that are not part of its pass.</summary>
    public ImmutableArray<string> Foreign { get; private set; } = [];

    /// <summary>Derives what a claim is about; null where its left side names no derivative of the program, or has other axes.</summary>
    public static TrueDerivative? Of(Claim claim)
    {
        BoundProgram program = claim.Program with
        {
            Equations = [.. claim.Program.Equations.Select(e => e with { Body = NormalisationRules.Set.Run(claim.Program.Factory, e.Body) })],
        };
        (RuleSet Local, RuleSet Present) rules = PresentationRules.For(program.Factory, program.Equations, program.Identities);
        if (PassFor(program, rules, claim.Name) is not { } pass)
        {
            return null;
        }

        DerivedEquation? answer = pass.Answers.FirstOrDefault(a => a.Left.Tensor.Derivative!.By.SequenceEqual(claim.Name.By));
        if (answer is null || answer.Left.Subscripts.Length != claim.Equation.Indices.Length)
        {
            return null;
        }

        var found = new TrueDerivative(claim, program, rules, pass, answer);
        found.ReadClaim();
        return found;
    }

    /// <summary>An expression with other derivatives of the pass put in.</summary>
    public Expr Close(Expr node) => Identify(CloseLines(node));

    private Expr CloseLines(Expr node) => !node.Facts.HasGradient ? node : node is TensorElement element
        ? closed.LineOf(element.Tensor) is { } line && closed.Exists(line) ? Factory.Instantiate(closed.Of(line), element.Subscripts) : node
        : Factory.Rebuild(node, CloseLines);

    /// <summary>A program that reads <c>dl_dy</c> means the derivative that its own lines speak of.</summary>
    private Expr Identify(Expr node) =>
        node is TensorElement { Tensor: { Kind: TensorKind.Input, Derivative: not null } tensor } element
            ? symbols.TryGetValue(tensor.Name, out TensorSymbol? known) ? Factory.Element(known, element.Subscripts) : node
            : Factory.Rebuild(node, Identify);

    /// <summary>An expression with the derivatives of another pass through the program replaced by those of this one.</summary>
    public Expr Recall(Expr node) => !node.Facts.HasGradient ? node : node is TensorElement element
        ? symbols.TryGetValue(element.Tensor.Name, out TensorSymbol? known) ? Factory.Element(known, element.Subscripts) : node
        : Factory.Rebuild(node, Recall);

    /// <summary>The pass that derives a name.</summary>
    public static IDerivativePass? PassFor(BoundProgram program, (RuleSet Local, RuleSet Present) rules, DerivativeName name)
    {
        TensorSymbol?[] by = [.. name.By.Select(program.Find)];
        if (by.Contains(null))
        {
            return null;
        }

        bool isLoss = IsLoss(program, name.Of);
        BoundEquation? of = program.Equations.FirstOrDefault(e => isLoss ? e.Tensor == program.Loss : e.Tensor.Name == name.Of);
        return by switch
        {
            [{ } first] when isLoss => new BackwardPass(program, rules, DerivativeTarget.Loss(program, program.Outputs), [first], withSteps: false),
            [{ } first] when of is not null => new BackwardPass(program, rules, DerivativeTarget.Tensor(program, of), [first], withSteps: false),
            [{ } first, { } second] when of is { Tensor.Order: 0 } =>
                new HessianPass(program, PresentationRules.Lasting(program, [first, second], rules), rules, of, first == second ? [first] : [first, second], withSteps: false),
            _ => null,
        };
    }

    /// <summary>Whether the name stands for the loss: it is called so, and nothing else is.</summary>
    private static bool IsLoss(BoundProgram program, string name) =>
        name is "l" or "L" or "loss" && (program.Loss?.Name == name || program.Find(name) is null);

    /// <summary>The derivatives that lines read and none gives.</summary>
    private static IEnumerable<TensorSymbol> Given(BoundProgram program, IDerivativePass pass) =>
        pass.Lines.SelectMany(l => Evaluation.ExprWalk.TensorsOf(program.Factory, l.Equation.Right)).Where(t => t.Kind == TensorKind.Gradient);

    private void ReadClaim()
    {
        Expr body = Claim.Equation.Body;
        foreach (BoundEquation helper in Claim.Helpers.Reverse())
        {
            body = Inlining.Of(Factory, body, helper, everywhere: true);
        }

        var foreign = new List<string>();
        Claimed = NormalisationRules.Set.Run(Factory, Translate(body));
        Foreign = [.. foreign.Distinct()];

        Expr Translate(Expr node)
        {
            if (node is TensorElement { Tensor: { Derivative: { } name } tensor } element && tensor.Kind != TensorKind.Gradient)
            {
                string of = !IsLoss(Program, name.Of) ? name.Of : Claim.Name.By.Length == 1 ? "l" : Program.Loss?.Name ?? name.Of;
                string known = new DerivativeName(of, name.By).Spelt;
                if (symbols.TryGetValue(known, out TensorSymbol? symbol))
                {
                    return Factory.Element(symbol, element.Subscripts);
                }

                foreign.Add(tensor.Name);
                return node;
            }

            return Factory.Rebuild(node, Translate);
        }
    }
}
