using System.Text;

namespace ConnectMe.Identity.Domain;

/// <summary>A user name or e-mail address, unique per installation: it leads to the company and the user. Belongs to no company itself.</summary>
/// <param name="Id">The name as <see cref="Normalize"/> gives it.</param>
public sealed record SignInName(string Id, Guid CompanyId, Guid UserId)
{
    /// <summary>Longest e-mail address (RFC 5321 §4.5.3.1.3: a path of 256 with its brackets).</summary>
    public const int Longest = 254;

    /// <summary>How people type it does not matter: blanks around it, capitals, composed or decomposed letters.</summary>
    public static string Normalize(string typed)
    {
        var trimmed = typed.Trim();
        return (IsWellFormed(trimmed) ? trimmed.Normalize(NormalizationForm.FormKC) : "").ToLowerInvariant();
    }

    // A lone surrogate cannot be normalised, and the database keeps no NUL.
    static bool IsWellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || rune.Value == 0)
            {
                return false;
            }
        }

        return true;
    }
}
