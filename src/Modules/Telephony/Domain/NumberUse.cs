namespace ConnectMe.Telephony.Domain;

/// <summary>In which roles of its person a number is used, and shown to colleagues (M14.1-05).</summary>
[Flags]
public enum NumberUse
{
    /// <summary>Of a mobile that somebody noted: for their own calls in either role, and shown to nobody.</summary>
    None = 0,
    Business = 1,
    Private = 2,
    Both = Business | Private,
}
