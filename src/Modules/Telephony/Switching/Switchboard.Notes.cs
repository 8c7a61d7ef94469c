using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

internal sealed partial class Switchboard
{
    /// <summary>Also for as long as the ended call is shown: who hangs up writes their last word after it.</summary>
    void Note(Call call, Party side, string note, DateTimeOffset now)
    {
        if (!call.WasAnswered || note == side.Note)
        {
            return;
        }

        side.Note = note;
        Record(new CallNoted(call.Id.Value, now, side.User!.Value.Value, note));
        Changed(call);
        Settle(call);
    }
}
