namespace ConnectMe.Telephony.Features;

/// <summary>What the fields of a trunk are drawn from, for a new one and for one that is changed.</summary>
internal sealed record TrunkForm(TrunkFields Input, bool HasPassword);
