using ConnectMe.Kernel.Design;

namespace ConnectMe.Contacts;

/// <summary>Whose notation a number without a country code is in (ISO 3166-1 alpha-2).</summary>
internal sealed class HomeRegion(ICompanyPlace place)
{
    public string Value => place.Region;
}
