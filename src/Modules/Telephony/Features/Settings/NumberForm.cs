using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Telephony.Features;

/// <summary>What the fields of a number are drawn from, for a new one and for one that is changed.</summary>
internal sealed record NumberForm(NumberFields Input, IReadOnlyList<Person> People, IReadOnlyList<CallDestination> Destinations);
