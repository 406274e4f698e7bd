namespace TensorCalculus.Checking;

/// <summary>What is known of one item so far.</summary>
internal sealed class CheckFile(CheckItem item, CheckOptions options)
{
    private int agreements;
    private Discrepancy? worst;
    private string? failure;
    private string? doubt;

    /// <summary>Whether more samples are needed.</summary>
    public bool IsOpen => failure is null && agreements < options.Samples;

    /// <summary>Adds what an experiment says.</summary>
    public void Add(Experiment experiment)
    {
        Comparison comparison = experiment.Compare(item, options.Tolerance);
        if (comparison.Failure is not null)
        {
            failure = comparison.Failure;
        }
        else if (comparison.Worst is not { } found)
        {
            doubt = comparison.Doubt;
        }
        else
        {
            worst = worst is null || !(found.RelativeError <= worst.RelativeError) ? found : worst;
            if (found.RelativeError <= options.Tolerance)
            {
                agreements++;
            }
            else
            {
                failure = "The derived value differs from the numerical one.";
            }
        }
    }

    public CheckResult Close() => this switch
    {
        { failure: not null } => new CheckResult(item, Verdict.Failed, worst, failure),
        { IsOpen: true } => new CheckResult(item, Verdict.Inconclusive, worst, doubt ?? "There were too few samples."),
        _ => new CheckResult(item, Verdict.Passed, worst, null),
    };
}
