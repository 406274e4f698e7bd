namespace TensorCalculus.Diagnostics;

/// <summary>Every code there is. 01: the text cannot be read. 02: it has no one meaning. 03: not supported yet. 04: warnings. 09: the call.</summary>
internal static class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor UnknownCharacter = Error("TC0101", "a character that the notation does not have");
    public static readonly DiagnosticDescriptor UnknownMacro = Error("TC0102", "a LaTeX macro that the notation does not have");
    public static readonly DiagnosticDescriptor SigmaOrSum = Error("TC0103", "Σ could be a sum or a tensor");
    public static readonly DiagnosticDescriptor Unbalanced = Error("TC0104", "a bracket that is not closed or not opened");
    public static readonly DiagnosticDescriptor Unexpected = Error("TC0105", "something that cannot stand here");
    public static readonly DiagnosticDescriptor MissingOperand = Error("TC0106", "an operand is missing");
    public static readonly DiagnosticDescriptor BadSubscript = Error("TC0107", "a subscript that cannot be read");
    public static readonly DiagnosticDescriptor BadDeclaration = Error("TC0108", "a declaration that cannot be read");
    public static readonly DiagnosticDescriptor TooDeep = Error("TC0109", "nested too deeply");
    public static readonly DiagnosticDescriptor EmptyProgram = Error("TC0110", "there is no equation");
    public static readonly DiagnosticDescriptor AmbiguousPower = Error("TC0111", "inverse or pointwise power, transpose or power");
    public static readonly DiagnosticDescriptor BadCall = Error("TC0112", "a function with the wrong arguments");
    public static readonly DiagnosticDescriptor BadLeftSide = Error("TC0113", "the left-hand side is not one tensor with indices");
    public static readonly DiagnosticDescriptor BadNumber = Error("TC0114", "a number that is too large or too long");
    public static readonly DiagnosticDescriptor ShapesDiffer = Error("TC0120", "a matrix expression whose shapes do not fit");
    public static readonly DiagnosticDescriptor BadEinsum = Error("TC0121", "an einsum whose subscripts do not fit");

    public static readonly DiagnosticDescriptor RepeatedLeftIndex = Error("TC0201", "an index is repeated on the left-hand side");
    public static readonly DiagnosticDescriptor DefinedTwice = Error("TC0202", "a tensor is defined twice");
    public static readonly DiagnosticDescriptor OccursOnce = Error("TC0203", "an index occurs once and is not on the left-hand side");
    public static readonly DiagnosticDescriptor CompleteInTwoPlaces = Error("TC0204", "an index could be summed in each of two places or over both");
    public static readonly DiagnosticDescriptor RedundantOne = Error("TC0205", "a redundant one-tensor asks for a sum that the index's other occurrences contradict");
    public static readonly DiagnosticDescriptor AddendsDiffer = Error("TC0206", "addends with different free indices");
    public static readonly DiagnosticDescriptor RightSideLacks = Error("TC0207", "the right-hand side lacks an index of the left-hand side");
    public static readonly DiagnosticDescriptor OrderDiffers = Error("TC0208", "a tensor with a different number of indices than elsewhere");
    public static readonly DiagnosticDescriptor ReadBeforeDefined = Error("TC0209", "a tensor is read before the line that defines it");
    public static readonly DiagnosticDescriptor TwoSizes = Error("TC0210", "two sizes at one axis");
    public static readonly DiagnosticDescriptor AmbiguousSize = Error("TC0211", "a size symbol whose index has two sizes");
    public static readonly DiagnosticDescriptor SizeAndPosition = Error("TC0212", "one letter is a size and a position");
    public static readonly DiagnosticDescriptor BareIndex = Error("TC0213", "an index is not a number");
    public static readonly DiagnosticDescriptor BadPosition = Error("TC0214", "a position outside its axis");
    public static readonly DiagnosticDescriptor BadGather = Error("TC0215", "a gathered position that is not an integer input");
    public static readonly DiagnosticDescriptor ConflictingDeclarations = Error("TC0216", "declarations that contradict each other or name nothing");
    public static readonly DiagnosticDescriptor TooManyPlainNames = Error("TC0217", "no name is left for an expression without a left-hand side");
    public static readonly DiagnosticDescriptor UntoldRange = Error("TC0218", "an index whose range nothing tells");

    public static readonly DiagnosticDescriptor NoClaim = Error("TC0220", "a claim that says nothing about a derivative of the program");

    public static readonly DiagnosticDescriptor UntoldOrder = Error("TC0301", "code for an index group whose number of axes no argument tells");

    public static readonly DiagnosticDescriptor NoSumMeant = Warning("TC0410", "a free index that one tensor carries twice inside a function");

    public static readonly DiagnosticDescriptor TooLongToClose = Warning("TC0411", "a closed form that is too long to write out");

    public static readonly DiagnosticDescriptor ReadsOutside = Warning("TC0412", "no range of an index keeps every read inside");
    public static readonly DiagnosticDescriptor ReadAsVector = Warning("TC0420", "a name with the letter of a scalar that is read as a vector");

    public static readonly DiagnosticDescriptor UnknownTensor = Error("TC0901", "a name in the call that the program does not have");
    public static readonly DiagnosticDescriptor NotDifferentiable = Error("TC0902", "differentiation by something that is not a variable");
    public static readonly DiagnosticDescriptor BadOption = Error("TC0903", "a call that cannot be read");
    public static readonly DiagnosticDescriptor NoSuchFile = Error("TC0904", "a file that cannot be read");
    public static readonly DiagnosticDescriptor ModeMismatch = Error("TC0905", "a mode that does not fit the program");
    public static readonly DiagnosticDescriptor NotWritten = Error("TC0906", "an answer that could not be written");
    public static readonly DiagnosticDescriptor Fault = Error("TC0907", "a fault of the tool");

    /// <summary>All entries, in the order of their codes.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        .. typeof(DiagnosticCatalogue).GetFields()
            .Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>().OrderBy(d => d.Code, StringComparer.Ordinal),
    ];

    private static DiagnosticDescriptor Error(string code, string title) => new(code, Severity.Error, title);

    private static DiagnosticDescriptor Warning(string code, string title) => new(code, Severity.Warning, title);
}
