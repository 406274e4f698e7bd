namespace TensorCalculus.Checking;

/// <summary>What is known of one item so far.</summary>
/// <remarks>A derivative that is zero at a sample, as behind a rectifier that is off, seldom tells a wrong equation from a
/// right one. Such agreements count only if all samples, the spare ones among them, are so.</remarks>
internal sealed class CheckFile(CheckItem item, SamplingOptions options)
{
    private int agreements;
    private int agreementsOnZero;
    private Discrepancy? worst;
    private string? failure;
    private string? doubt;

    /// <summary>Whether more samples are needed.</summary>
    public bool IsOpen => failure is null && agreements < options.Samples;

    /// <summary>Adds what an experiment says.</summary>
    public void Add(Experiment experiment)
    {
        Comparison comparison = experiment.Compare(item, options.Tolerance);
        if (comparison.Worst is not { } found)
        {
            failure = comparison.Failure;
            doubt = comparison.Doubt ?? doubt;
            return;
        }

        worst = worst is null || found.RelativeError > worst.RelativeError ? found : worst;
        if (found.RelativeError > options.Tolerance)
        {
            failure = "The derived value differs from the numerical one.";
        }
        else if (comparison.Vanishes)
        {
            agreementsOnZero++;
        }
        else
        {
            agreements++;
        }
    }

    public CheckResult Close() => this switch
    {
        { failure: not null } => new CheckResult(item, Verdict.Failed, worst, failure),
        { IsOpen: true } when agreements + agreementsOnZero < options.Samples + options.SpareSamples =>
            new CheckResult(item, Verdict.Inconclusive, worst, doubt ?? "There were too few samples."),
        _ => new CheckResult(item, Verdict.Passed, worst, null),
    };
}
