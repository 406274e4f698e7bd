using System.Reflection;
using System.Text;

namespace TensorCalculus.Tests.Library;

/// <summary>Writes the public types and members of an assembly as text, one a line.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(type.FullName).Append('\n');
            foreach (string member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsInterface: true } => "interface",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsSealed: true } => "sealed class",
        { IsAbstract: true } => "abstract class",
        _ => "class",
    };

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(n => $"{n} = {Convert.ToInt64(Enum.Parse(type, n), null)}");
        }

        return [.. Constructors(type), .. Properties(type), .. Methods(type)];
    }

    private static IEnumerable<string> Constructors(Type type) =>
        type.GetConstructors(Declared).Where(IsVisible).Select(c => $"new({Parameters(c)})");

    private static IEnumerable<string> Properties(Type type) =>
        from property in type.GetProperties(Declared)
        let accessors = new[] { property.GetMethod, property.SetMethod }.Where(a => a is not null && IsVisible(a)).ToArray()
        where accessors.Length > 0
        let words = accessors.Select(a => a == property.GetMethod ? "get;" : IsInit(a!) ? "init;" : "set;")
        select $"{Static(accessors[0]!)}{property.Name} : {Name(property.PropertyType, Nullability.Create(property))} {{ {string.Join(' ', words)} }}";

    private static IEnumerable<string> Methods(Type type) =>
        type.GetMethods(Declared).Where(m => IsVisible(m) && !m.IsSpecialName && !IsWrittenByTheCompiler(m))
            .Select(m => $"{Static(m)}{m.Name}({Parameters(m)}) : {Name(m.ReturnType, Nullability.Create(m.ReturnParameter))}");

    private static string Static(MethodBase method) => method.IsStatic ? "static " : "";

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit");

    /// <summary>Equality, text and copying of records are theirs by definition.</summary>
    private static bool IsWrittenByTheCompiler(MethodInfo method) =>
        method.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)) || method.Name.StartsWith('<');

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        $"{(p.IsOut ? "out " : "")}{Name(p.ParameterType, Nullability.Create(p))} {p.Name}{(p.HasDefaultValue ? $" = {Default(p.DefaultValue)}" : "")}"));

    private static string Default(object? value) => value switch
    {
        null => "null",
        string s => $"\"{s}\"",
        bool b => b ? "true" : "false",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };

    private static string Name(Type type, NullabilityInfo nullability)
    {
        Type plain = type.IsByRef ? type.GetElementType()! : type;
        string name = Plain(plain);
        return !plain.IsValueType && nullability.ReadState == NullabilityState.Nullable ? name + "?" : name;
    }

    private static string Plain(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Plain(value) + "?";
        }

        return type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Plain))}>"
            : type.Name;
    }
}
