using System.Globalization;
using System.Text;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Writes combinations of sizes and positions, in which the target languages agree.</summary>
internal static class FormText
{
    /// <param name="form">The combination.</param>
    /// <param name="name">Writes a size or a position.</param>
    public static string Write(AffineForm form, Func<SubscriptAtom, string> name)
    {
        var text = new StringBuilder();
        foreach ((long coefficient, SubscriptAtom atom) in form.Terms.OrderBy(t => t.Coefficient < 0))
        {
            string magnitude = Math.Abs(coefficient).ToString(CultureInfo.InvariantCulture);
            Add(coefficient, magnitude == "1" ? name(atom) : $"{magnitude} * {name(atom)}");
        }

        if (form.Constant != 0 || text.Length == 0)
        {
            Add(form.Constant, Math.Abs(form.Constant).ToString(CultureInfo.InvariantCulture));
        }

        return text.ToString();

        void Add(long sign, string term) => text.Append(sign < 0 ? text.Length == 0 ? "-" : " - " : text.Length == 0 ? "" : " + ").Append(term);
    }
}
