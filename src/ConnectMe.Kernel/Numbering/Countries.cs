using System.Globalization;

namespace ConnectMe.Kernel.Numbering;

/// <summary>Countries by the name that the reader knows them by.</summary>
public static class Countries
{
    public static string NameOf(string code)
    {
        try
        {
            // The name of the region in the reader's language, from ICU.
            var region = new RegionInfo(code);
            return CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? region.EnglishName : region.DisplayName;
        }
        catch (ArgumentException) // a region of the numbering plan that ICU has no name for
        {
            return code;
        }
    }
}
