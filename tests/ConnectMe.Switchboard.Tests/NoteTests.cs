using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>What people write down about a call.</summary>
public class NoteTests
{
    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;

    [Fact]
    public void A_note_is_its_writers_own_and_each_change_of_it_is_a_fact()
    {
        var call = _garage.Connected(Anna, Bram);

        Note(call, Anna, "Van");
        Note(call, Anna, "Van");
        Note(call, Anna, "");
        Note(call, Bram, "Bus");

        Assert.Equal(("", "Bus"), (_garage.CallOf(Anna).Note, _garage.CallOf(Bram).Note));
        Assert.Equal(
            [("Van", Anna.Id.Value), ("", Anna.Id.Value), ("Bus", Bram.Id.Value)],
            _garage.Ears.Of(call).OfType<CallNoted>().Select(noted => (noted.Note, noted.UserId))
        );
        Assert.Equal("Bus", Assert.Single(PaperRecords.Of(_garage.Ears.Of(call)).Notes).Note);
    }

    [Fact]
    public void Only_who_talks_or_did_a_moment_ago_notes_anything()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);

        Note(call, Anna, "It rings");
        Note(call, _garage.Sanne, "None of mine");
        Assert.Empty(_garage.Ears.Of(call).OfType<CallNoted>());

        _garage.Answer(Bram, call);
        _garage.HangUp(Anna, call);
        Note(call, Bram, "A last word");
        Assert.Equal("A last word", Assert.Single(_garage.Ears.Of(call).OfType<CallNoted>()).Note);
    }

    [Fact]
    public void A_note_is_still_there_after_a_crash()
    {
        var call = _garage.Connected(Anna, Bram);
        Note(call, Anna, "Van");

        _garage.Crash();
        _garage.Up(Anna);

        Assert.Equal("Van", _garage.CallOf(Anna).Note);
    }

    void Note(CallId call, Employee who, string note) => _garage.Post(new SwitchboardInput.NoteCall(call, who.Id, note));
}
