namespace ConnectMe.Telephony.Switching;

internal sealed partial class Switchboard
{
    /// <summary>A line has one sound for all calls it is in.</summary>
    void ChangeSound(MediaId media, LegSound sound)
    {
        foreach (var party in _calls.Values.Where(call => call.IsConnected).SelectMany(call => call.Parties))
        {
            if (party.Leg is { } leg && leg.Media == media && leg.Sound != sound)
            {
                leg.Sound = sound;
                if (party.User is { } user)
                {
                    _changed.Add(user);
                }
            }
        }
    }
}
