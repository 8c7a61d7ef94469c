using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Features;

/// <summary>The numbers that the user of the request cannot call from here: their country's, and what the installation adds.</summary>
internal sealed class OwnEmergencyNumbers(EmergencyNumbers everywhere, ICompanyPlace place)
{
    public IReadOnlyCollection<string> Listed => Here.Listed;

    /// <param name="cleaned">As <see cref="DialString.Clean"/> gives it.</param>
    public bool Contains(string cleaned) => Here.Contains(cleaned);

    EmergencyNumbers Here => everywhere.In(place.Region, place.EmergencyNumbers);
}
