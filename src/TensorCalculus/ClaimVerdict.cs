namespace TensorCalculus;

/// <summary>What is known of a claim.</summary>
public enum ClaimVerdict
{
    /// <summary>It is the derived formula: both have one canonical form.</summary>
    ProvedByForm,

    /// <summary>It is the derived formula when the definitions of the program, or of functions, are put in.</summary>
    ProvedByDefinitions,

    /// <summary>It has the values of the derived formula on all samples, and was not proved.</summary>
    AgreesInNumbers,

    /// <summary>It has other values.</summary>
    Wrong,

    /// <summary>It cannot be read, or is not about a derivative of the program.</summary>
    Malformed,
}
