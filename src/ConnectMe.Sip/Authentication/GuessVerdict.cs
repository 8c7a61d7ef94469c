namespace ConnectMe.Sip.Authentication;

enum GuessVerdict
{
    Allowed,

    /// <summary>To be answered as a wrong password is, without looking at it.</summary>
    Refused,

    /// <summary>To be met with silence.</summary>
    Dropped,
}
