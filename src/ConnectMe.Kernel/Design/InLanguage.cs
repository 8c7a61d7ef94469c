using System.Globalization;

namespace ConnectMe.Kernel.Design;

/// <summary>Words for who makes no request now, such as a mail's: in a language that is given instead of the request's.</summary>
public static class InLanguage
{
    public static T Say<T>(CultureInfo language, Func<T> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var (culture, uiCulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (language, language);
            return words();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
        }
    }
}
