using System.Collections.Frozen;

namespace TensorCalculus.Parsing;

/// <summary>How a LaTeX macro is read.</summary>
internal enum MacroRole
{
    /// <summary>A space.</summary>
    Space,

    /// <summary>Nothing at all, such as <c>\big</c>: what stands around it keeps its distance.</summary>
    Nothing,

    /// <summary><c>\left</c> joins its bracket to what stands before.</summary>
    Join,

    /// <summary>A font: its braces are dropped.</summary>
    Wrapper,

    /// <summary>A font for words: inside a subscript its letters are one label.</summary>
    WordWrapper,

    /// <summary>A name of the notation.</summary>
    Name,

    /// <summary>A token of its own.</summary>
    Sign,
}

/// <summary>A macro: its role, with the name or the kind of token where the role has one.</summary>
internal readonly record struct Macro(MacroRole Role, string Name = "", TokenKind Kind = TokenKind.Name);

/// <summary>The LaTeX macros that the notation reads.</summary>
internal static class Macros
{
    private static readonly FrozenDictionary<string, Macro>.AlternateLookup<ReadOnlySpan<char>> Known = Table().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Finds a macro by its name without the backslash.</summary>
    public static bool TryFind(ReadOnlySpan<char> name, out Macro macro) => Known.TryGetValue(name, out macro);

    private static FrozenDictionary<string, Macro> Table()
    {
        var table = new Dictionary<string, Macro>();
        Add(MacroRole.Space, ", : ; ! [ ] ( ) quad qquad displaystyle textstyle limits nolimits nonumber notag");
        table[" "] = new Macro(MacroRole.Space);
        Add(MacroRole.Nothing, "right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr");
        Add(MacroRole.Join, "left");
        Add(MacroRole.Wrapper, "mathbf mathsf boldsymbol mathit mathcal bm mathbb");
        Add(MacroRole.WordWrapper, "operatorname mathrm text textbf");
        AddNames(
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega "
            + "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega");
        AddNames(string.Join(' ', KnownFunctions.Names));
        AddName("varepsilon", "epsilon");
        AddName("vartheta", "theta");
        AddName("varphi", "phi");
        AddName("varsigma", "sigma");
        AddName("varrho", "rho");
        AddName("dfrac", "frac");
        AddName("tfrac", "frac");
        AddName("top", "T");
        AddSigns(TokenKind.BigOperator, "sum prod");
        AddSigns(TokenKind.Partial, "partial");
        AddSigns(TokenKind.Prime, "prime");
        AddSigns(TokenKind.Dots, "dots ldots cdots");
        AddSigns(TokenKind.Star, "cdot times odot");
        AddSigns(TokenKind.Less, "lt");
        AddSigns(TokenKind.LessOrEqual, "le leq");
        AddSigns(TokenKind.Greater, "gt");
        AddSigns(TokenKind.GreaterOrEqual, "ge geq");
        AddSigns(TokenKind.NotEqual, "ne neq");
        AddSigns(TokenKind.Bar, "vert lvert rvert");
        AddSigns(TokenKind.OpenParenthesis, "{");
        AddSigns(TokenKind.CloseParenthesis, "}");
        return table.ToFrozenDictionary();

        void Add(MacroRole role, string names)
        {
            foreach (string name in names.Split(' '))
            {
                table[name] = new Macro(role);
            }
        }

        void AddName(string macro, string name) => table[macro] = new Macro(MacroRole.Name, name);

        void AddNames(string names)
        {
            foreach (string name in names.Split(' '))
            {
                AddName(name, KnownFunctions.Unalias(name));
            }
        }

        void AddSigns(TokenKind kind, string names)
        {
            foreach (string name in names.Split(' '))
            {
                table[name] = new Macro(MacroRole.Sign, name, kind);
            }
        }
    }
}
