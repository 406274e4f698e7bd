using System.Collections.Frozen;

namespace TensorCalculus.Parsing;

/// <summary>How a known name may be used.</summary>
/// <param name="Arity">Number of arguments as a pointwise function; zero where it is none.</param>
/// <param name="Reduces">Whether it takes indices: <c>sum_{j}(…)</c>.</param>
/// <param name="IsWhole">Whether it takes the name of a whole tensor: <c>inv(x)</c>.</param>
internal readonly record struct KnownFunction(int Arity = 0, bool Reduces = false, bool IsWhole = false);

/// <summary>The names that the grammar reads in a way of their own, so that no tensor can have them.</summary>
internal static class KnownFunctions
{
    private static readonly FrozenDictionary<string, KnownFunction> Table = MakeTable();

    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["ln"] = "log",
        ["arcsin"] = "asin",
        ["arccos"] = "acos",
        ["arctan"] = "atan",
    }.ToFrozenDictionary();

    /// <summary>Every known name, aliases included.</summary>
    public static IEnumerable<string> Names => Table.Keys.Concat(Aliases.Keys);

    /// <summary>Finds a function by its own name.</summary>
    public static bool TryFind(string name, out KnownFunction function)
    {
        function = default;
        return name.Length > 1 && Table.TryGetValue(name, out function);
    }

    /// <summary>The function's own name for an alias; every other name stays.</summary>
    public static string Unalias(string name) => name.Length > 1 ? Aliases.GetValueOrDefault(name, name) : name;

    private static FrozenDictionary<string, KnownFunction> MakeTable()
    {
        var table = new Dictionary<string, KnownFunction>();
        const string OneArgument = "exp log sqrt abs sign sin cos tan asin acos atan sinh cosh tanh sigmoid relu softplus silu gelu erf";
        Add(OneArgument, new KnownFunction(Arity: 1));
        Add("pow", new KnownFunction(Arity: 2));
        Add("where", new KnownFunction(Arity: 3));
        Add("max min", new KnownFunction(Arity: 2, Reduces: true));
        Add("sum mean prod logsumexp softmax cumsum", new KnownFunction(Reduces: true));
        Add("inv det logdet tr norm chol", new KnownFunction(IsWhole: true));
        Add("frac", default);
        return table.ToFrozenDictionary();

        void Add(string names, KnownFunction function)
        {
            foreach (string name in names.Split(' '))
            {
                table.Add(name, function);
            }
        }
    }
}
