using TensorCalculus.Algebra;

namespace TensorCalculus.Rewriting;

/// <summary>Why a derivation ended.</summary>
internal enum StopReason
{
    /// <summary>No rule applies any more.</summary>
    NormalForm,

    /// <summary>The rules went on for too long; the last expression is right, and perhaps not the simplest.</summary>
    TooManyChanges,
}

/// <summary>One step: the rule, and both sides of the equation behind it. The step before holds the right side before it.</summary>
/// <param name="Rule">The rule applied; for the first step, the one that sets the equation up.</param>
/// <param name="Left">What is derived.</param>
/// <param name="Right">What it equals after the step.</param>
/// <param name="Begins">Whether the step sets an equation up, instead of going on with the one before.</param>
internal sealed record Step(Rule Rule, Expr Left, Expr Right, bool Begins);

/// <summary>Records the steps of one derivation. Nobody makes one who does not want to see them.</summary>
internal sealed class Trace
{
    private readonly List<Step> steps = [];
    private Expr? left;

    public IReadOnlyList<Step> Steps => steps;

    public StopReason StopReason { get; private set; } = StopReason.NormalForm;

    /// <summary>Starts an equation: <paramref name="of"/> = <paramref name="right"/>.</summary>
    public void Begin(Rule rule, Expr of, Expr right)
    {
        left = of;
        steps.Add(new Step(rule, of, right, Begins: true));
    }

    public void Record(Rule rule, Expr right) => steps.Add(new Step(rule, left!, right, Begins: false));

    /// <summary>The same steps, and others behind them.</summary>
    public Trace Then(IEnumerable<Step> more)
    {
        var longer = new Trace { left = left, StopReason = StopReason };
        longer.steps.AddRange(steps);
        longer.steps.AddRange(more);
        return longer;
    }

    public void Stop(StopReason reason) => StopReason = reason;
}
