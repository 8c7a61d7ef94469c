using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectMe.Modules.Tests.Telephony;

public sealed class JournalTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public void Every_kind_of_event_is_read_as_it_was_written()
    {
        var placed = PaperCalls.AnnaCallsBram();
        CallEvent[] events =
        [
            placed,
            new CallRouted(placed.CallId, placed.At, PaperCalls.Anna, "Voorbeeld Telecom"),
            new RouteFailed(placed.CallId, placed.At, PaperCalls.Anna, "Voorbeeld Telecom", LegCause.Unavailable, 503),
            placed.Answered(5),
            new CallHeld(placed.CallId, placed.At.AddSeconds(6), PaperCalls.Anna),
            new CallResumed(placed.CallId, placed.At.AddSeconds(7), PaperCalls.Anna),
            new CallSupervised(placed.CallId, placed.At.AddSeconds(8), PaperCalls.Anna, PaperCalls.Anna, SupervisionMode.Whisper),
            new CallParked(placed.CallId, placed.At.AddSeconds(8), PaperCalls.Anna, "Anna de Vries", "700"),
            new CallTaken(placed.CallId, placed.At.AddSeconds(9), PaperCalls.Bram, "Bram Hofstra"),
            new CallMoved(placed.CallId, placed.At.AddSeconds(9), PaperCalls.Anna, DeviceKind.Phone),
            new CallNoted(placed.CallId, placed.At.AddSeconds(10), PaperCalls.Anna, "Asks for\na quotation"),
            new QueueLeft(placed.CallId, placed.At.AddSeconds(65), PaperCalls.Anna, QueueCallEnd.Answered, PaperCalls.Bram, "301"),
            placed.Ended(65, CallOutcome.Completed),
            new QueueCallEnded(placed.CallId, placed.At.AddSeconds(65)),
            new CallFolded(placed.CallId, placed.At.AddSeconds(65), PaperCalls.Bram, CallerContinues: true, CalleeContinues: null),
            new CallLaterAnswered(placed.CallId, placed.At.AddSeconds(65)),
            new LegMeasured(placed.CallId, placed.At.AddSeconds(66), DeviceKind.Phone, "PCMA", 3000, 12, TimeSpan.FromMilliseconds(4), 4.1),
        ];
        using var journal = Open();

        Array.ForEach(events, happened => journal.Append(PaperCalls.Garage, happened));

        var (entries, next) = journal.Read(0, long.MaxValue, 100);
        Assert.Equal(events.Select(happened => new JournalEntry(PaperCalls.Garage, happened)), entries);
        Assert.Equal(([], next), journal.Read(next, long.MaxValue, 100));
        Assert.Equal(
            typeof(CallEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CallEvent))).ToHashSet(),
            events.Select(happened => happened.GetType()).ToHashSet()
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(40)]
    public void What_a_crash_left_half_written_is_cut_off_and_the_rest_is_there(int tornBytes)
    {
        long sound;
        using (var journal = Open())
        {
            journal.Append(PaperCalls.Garage, PaperCalls.AnnaCallsBram());
            sound = journal.Read(0, long.MaxValue, 1).Next;
            journal.Append(PaperCalls.Garage, PaperCalls.AnnaCallsBram());
        }

        using (var file = File.OpenWrite(Assert.Single(Files())))
        {
            file.SetLength(sound + tornBytes);
        }

        using var again = Open();
        Assert.Equal(sound, again.OpenedAt);
        again.Append(PaperCalls.Garage, PaperCalls.AnnaCallsNobody());
        Assert.Equal(2, again.Read(0, long.MaxValue, 100).Entries.Count);
    }

    [Fact]
    public void A_flipped_bit_is_noticed()
    {
        using (var journal = Open())
        {
            journal.Append(PaperCalls.Garage, PaperCalls.AnnaCallsBram());
        }

        var path = Assert.Single(Files());
        var bytes = File.ReadAllBytes(path);
        bytes[^3] ^= 1;
        File.WriteAllBytes(path, bytes);

        using var again = Open();
        Assert.Equal(0, again.OpenedAt);
        Assert.Empty(again.Read(0, long.MaxValue, 100).Entries);
    }

    [Fact]
    public void Files_go_when_all_in_them_is_fed()
    {
        using var journal = Open(segmentBytes: 1000);
        for (var i = 0; i < 20; i++)
        {
            journal.Append(PaperCalls.Garage, PaperCalls.AnnaCallsBram());
        }

        Assert.True(Files().Length > 3);
        var position = 0L;
        var read = 0;
        while (journal.Read(position, long.MaxValue, 3) is { Entries.Count: > 0 } batch)
        {
            read += batch.Entries.Count;
            position = batch.Next;
            journal.Feed(position);
        }

        Assert.Equal(20, read);
        Assert.Single(Files());
    }

    [Fact]
    [Spec("R1")]
    public void An_entry_that_is_not_understood_is_kept_in_a_file_and_the_others_are_read()
    {
        var (before, after) = (PaperCalls.AnnaCallsBram(), PaperCalls.AnnaCallsNobody());
        var strange = """{"Company":{"Value":"11111111-0000-0000-0000-000000000001"},"Event":{"is":"CallTeleported"}}"""u8.ToArray();
        using (var journal = Open())
        {
            journal.Append(PaperCalls.Garage, before);
        }

        using (var file = File.Open(Assert.Single(Files()), FileMode.Append))
        {
            file.Write(JournalFrame.Encode(strange));
        }

        using var again = Open();
        again.Append(PaperCalls.Garage, after);

        var (entries, next) = again.Read(0, long.MaxValue, 100);
        Assert.Equal([before.CallId, after.CallId], entries.Select(entry => entry.Event.CallId));
        Assert.Equal(([], next), again.Read(next, long.MaxValue, 100));
        Assert.Equal(strange, File.ReadAllBytes(Assert.Single(Directory.GetFiles(_folder.Path, "*.aside"))));
    }

    [Fact]
    public void What_is_damaged_is_kept_in_a_file_before_its_segment_goes()
    {
        using var journal = Open();
        journal.Append(PaperCalls.Garage, PaperCalls.AnnaCallsBram());
        byte[] damaged;
        using (var file = File.Open(Assert.Single(Files()), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            file.Position = 40;
            file.WriteByte((byte)'!');
            damaged = new byte[file.Length];
            file.Position = 0;
            file.ReadExactly(damaged);
        }

        var (entries, _) = journal.Read(0, long.MaxValue, 100);

        Assert.Empty(entries);
        Assert.Equal(damaged, File.ReadAllBytes(Assert.Single(Directory.GetFiles(_folder.Path, "*.aside"))));
    }

    [Fact]
    public void A_full_journal_says_so_and_still_takes_what_running_calls_do()
    {
        using var journal = Open(maxBytes: 300);
        Assert.False(journal.IsFull);

        var placed = PaperCalls.AnnaCallsBram();
        journal.Append(PaperCalls.Garage, placed);
        Assert.True(journal.IsFull);
        journal.Append(PaperCalls.Garage, placed.Ended(3, CallOutcome.Cancelled));

        var (entries, next) = journal.Read(0, long.MaxValue, 100);
        Assert.Equal(2, entries.Count);
        journal.Feed(next);
        Assert.False(journal.IsFull);
    }

    [Fact]
    public void A_journal_from_an_older_backup_goes_on_after_what_the_database_has()
    {
        using var journal = Open();
        journal.Append(PaperCalls.Garage, PaperCalls.AnnaCallsBram());

        journal.Feed(10_000);
        journal.Append(PaperCalls.Garage, PaperCalls.AnnaCallsNobody());

        Assert.Single(journal.Read(10_000, long.MaxValue, 100).Entries);
    }

    [Fact]
    public void A_journal_keeps_its_name_over_restarts()
    {
        Guid first;
        using (var journal = Open())
        {
            first = journal.Id;
        }

        using var again = Open();
        Assert.Equal(first, again.Id);
    }

    public void Dispose() => _folder.Dispose();

    CallJournal Open(long maxBytes = 1_000_000, int segmentBytes = 1_000_000) =>
        new(_folder.Path, maxBytes, NullLogger<CallJournal>.Instance, segmentBytes);

    string[] Files() => Directory.GetFiles(_folder.Path, "*.journal");
}
