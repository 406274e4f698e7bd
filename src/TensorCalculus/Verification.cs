using System.Collections.Immutable;
using TensorCalculus.Reports;

namespace TensorCalculus;

/// <summary>What came of holding a user's formulas against the derived ones.</summary>
public sealed class Verification
{
    internal Verification(TensorProgram program, ImmutableArray<ClaimResult> claims) => (Program, Claims) = (program, claims);

    /// <summary>The program.</summary>
    public TensorProgram Program { get; }

    /// <summary>The claims, in the order in which they were made.</summary>
    public ImmutableArray<ClaimResult> Claims { get; }

    /// <summary>Whether every claim is right.</summary>
    public bool Passed => Claims.All(c => c.IsRight);

    /// <summary>Whether some claim cannot be read, or is not about a derivative of the program.</summary>
    public bool HasMalformed => Claims.Any(c => c.Verdict == ClaimVerdict.Malformed);

    /// <summary>The verification as plain text.</summary>
    public string ToText() => VerifyReportText.Write(this);

    /// <summary>The verification as JSON.</summary>
    public string ToJson() => VerifyReportJson.Write(this);
}
