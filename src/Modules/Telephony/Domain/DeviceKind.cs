namespace ConnectMe.Telephony.Domain;

/// <summary>What somebody took part in a call with.</summary>
public enum DeviceKind
{
    Browser,

    /// <summary>A desk phone or softphone with a SIP account of its own.</summary>
    Phone,

    /// <summary>Outside the company, reached over a trunk.</summary>
    Trunk,

    /// <summary>A person's own mobile, reached over a trunk.</summary>
    Mobile,
}
