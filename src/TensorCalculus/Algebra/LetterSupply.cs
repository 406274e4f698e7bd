using System.Globalization;

namespace TensorCalculus.Algebra;

/// <summary>New letters for indices, in the order of the series: <c>p q r s …</c>, then the rest of the alphabet, then numbered.</summary>
internal static class LetterSupply
{
    private const string Order = "pqrstuvwxyzabcdefghijkmno";

    /// <summary>Letters that are not taken, and whose upper case is not either, for that could be the letter's size.</summary>
    public static IEnumerable<string> Letters(IReadOnlySet<string> taken)
    {
        for (int round = 0; ; round++)
        {
            foreach (char c in Order)
            {
                string letter = round == 0 ? c.ToString() : c + round.ToString(CultureInfo.InvariantCulture);
                if (!taken.Contains(letter) && !taken.Contains(char.ToUpperInvariant(c).ToString()))
                {
                    yield return letter;
                }
            }
        }
    }
}
