using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>The declarations of a program, by what they are about. That they do not contradict each other is checked here;
/// that they name something is checked once the names are known.</summary>
internal sealed class Declarations
{
    private Declarations()
    {
    }

    public Dictionary<string, StatementSyntax> Constants { get; } = [];

    public Dictionary<string, StatementSyntax> Integers { get; } = [];

    public Dictionary<string, StatementSyntax> Symmetric { get; } = [];

    public Dictionary<string, SizeDeclarationSyntax> Sizes { get; } = [];

    public Dictionary<string, StatementSyntax> Orders { get; } = [];

    /// <summary>How many indices a group stands for, if that is declared.</summary>
    public int? OrderOf(string group) => Orders.TryGetValue(group, out StatementSyntax? found) ? ((OrderDeclarationSyntax)found).Order : null;

    public static Declarations Read(ProgramSyntax program, BindingContext context)
    {
        var found = new Declarations();
        foreach (StatementSyntax statement in program.Statements)
        {
            switch (statement)
            {
                case ConstantDeclarationSyntax constant:
                    found.Constants.TryAdd(constant.Name, constant);
                    break;
                case IntegerDeclarationSyntax integer:
                    found.Integers.TryAdd(integer.Name, integer);
                    break;
                case SymmetricDeclarationSyntax symmetric:
                    found.Symmetric.TryAdd(symmetric.Name, symmetric);
                    break;
                case OrderDeclarationSyntax order when !found.Orders.TryAdd(order.Group, order) && found.OrderOf(order.Group) != order.Order:
                    context.Report(
                        DiagnosticCatalogue.ConflictingDeclarations,
                        order.Span,
                        $"the group {order.Group} has the order {order.Order} here and {found.OrderOf(order.Group)} on line {context.Line(found.Orders[order.Group].Span)}",
                        "keep one of the two lines, or rename one of the groups");
                    break;
                case SizeDeclarationSyntax size when !found.Sizes.TryAdd(size.Label, size) && found.Sizes[size.Label].Value != size.Value:
                    context.Report(
                        DiagnosticCatalogue.TwoSizes,
                        size.Span,
                        $"index {size.Label} has the size {Spelled(size.Value)} here and {Spelled(found.Sizes[size.Label].Value)} on line {context.Line(found.Sizes[size.Label].Span)}",
                        "keep one of the two lines, or rename one of the indices");
                    break;
            }
        }

        return found;
    }

    /// <summary>Reports what is declared and does not occur, or cannot be what it is declared to be.</summary>
    /// <param name="names">The names.</param>
    /// <param name="groups">The groups that the program writes.</param>
    /// <param name="context">Where mistakes go.</param>
    public void Check(NameTable names, IReadOnlySet<string> groups, BindingContext context)
    {
        foreach ((string name, StatementSyntax statement) in Constants)
        {
            CheckName(names, context, name, statement, "constant");
            if (Integers.ContainsKey(name))
            {
                context.Report(
                    DiagnosticCatalogue.ConflictingDeclarations,
                    statement.Span,
                    $"{name} is declared constant and integer",
                    $"an integer input is not differentiated anyway: leave out constant {name}");
            }
        }

        foreach ((string name, StatementSyntax statement) in Integers)
        {
            CheckName(names, context, name, statement, "integer");
        }

        foreach ((string name, StatementSyntax statement) in Symmetric)
        {
            if (names.Find(name) is null)
            {
                ReportUnknown(context, name, statement);
            }
        }

        foreach ((string group, StatementSyntax statement) in Orders)
        {
            if (!groups.Contains(group))
            {
                ReportUnknown(context, group, statement);
            }
        }

        foreach ((string label, SizeDeclarationSyntax size) in Sizes)
        {
            if (!names.Survey.Labels.Contains(label) && !names.Survey.SizeLabels.Contains(label) && !names.IsSizeUsed(label.ToUpperInvariant())
                && !(size.Value is SizeSymbolSyntax symbol && names.IsSizeUsed(symbol.Name)))
            {
                ReportUnknown(context, label, size);
            }
        }
    }

    private static string Spelled(SizeValueSyntax value) => value switch
    {
        SizeNumberSyntax number => number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        SizeSymbolSyntax symbol => symbol.Name,
        _ => "",
    };

    private static void CheckName(NameTable names, BindingContext context, string name, StatementSyntax statement, string what)
    {
        if (names.Find(name) is { IsDefined: true } defined)
        {
            context.Report(
                DiagnosticCatalogue.ConflictingDeclarations,
                statement.Span,
                $"{name} is declared {what}, and line {context.Line(defined.OrderSpan)} defines it",
                $"only an input can be {what}: leave out this line, or make {name} an input");
        }
        else if (names.Find(name) is null && !names.IsSizeUsed(name) && !names.IsPosition(name))
        {
            ReportUnknown(context, name, statement);
        }
    }

    private static void ReportUnknown(BindingContext context, string name, StatementSyntax statement) =>
        context.Report(
            DiagnosticCatalogue.ConflictingDeclarations,
            statement.Span,
            $"{name} is declared, and no equation uses it",
            "check the spelling, or leave the line out");
}
