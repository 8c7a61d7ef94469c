using System.Diagnostics;
using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;

namespace ConnectMe.Sip.Tests.Fuzz;

/// <summary>H2 for SIP: whatever comes, nothing is thrown, nothing takes long, and no small message makes us take much memory.</summary>
public class MessageFuzzTests
{
    const int PerSeed = 20_000;
    const int MostAllocatedPerByte = 64;

    /// <summary>What a message costs however short it is.</summary>
    const int Least = 256;
    static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5, 6];

    [Theory, MemberData(nameof(Seeds)), Spec("H2")]
    public void Damaged_messages_are_read_or_refused_at_small_cost(int seed)
    {
        var mutations = new Mutations(seed);
        var (wellFormed, malformed) = (0, 0);
        ReadAll(new Mutations(0).Next());
        for (var i = 0; i < PerSeed; i++)
        {
            var message = mutations.Next();
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();

            var isWellFormed = ReadAll(message);

            var took = Stopwatch.GetElapsedTime(start);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (allocated > MostAllocatedPerByte * Math.Max(Least, message.Length) || (took >= Longest && IsSlow(message)))
            {
                Assert.Fail($"{allocated} bytes allocated and {took} for {Text(message, seed, i)}");
            }

            _ = isWellFormed ? wellFormed++ : malformed++;
        }

        // Both ways are taken: damage that always or never shows would prove nothing.
        Assert.True(wellFormed > PerSeed / 20 && malformed > PerSeed / 20, $"{wellFormed} well-formed, {malformed} malformed");
    }

    [Theory, MemberData(nameof(Seeds)), Spec("H2")]
    public void A_stream_of_damaged_messages_is_cut_whatever_the_pieces_it_comes_in(int seed)
    {
        var mutations = new Mutations(seed);
        var random = new Random(seed);
        for (var i = 0; i < PerSeed / 20; i++)
        {
            byte[] stream = [.. mutations.Next(), .. mutations.Next(), .. mutations.Next()];

            var whole = Frames(stream, stream.Length, random);
            var pieces = Frames(stream, 1 + random.Next(200), random);

            if (!whole.SequenceEqual(pieces))
            {
                Assert.Fail(Text(stream, seed, i));
            }
        }
    }

    /// <summary>Everything that anybody does with a message from outside. True: it is well-formed.</summary>
    static bool ReadAll(byte[] bytes)
    {
        var reason = MessageReader.Read(bytes, out var message, out var malformed);
        if (message is null)
        {
            if (MalformedAnswer.To(malformed, reason, "tag") is { } answer)
            {
                MessageWriter.ToArray(answer);
            }

            return false;
        }

        _ = (message.TopVia.Received, message.From.Tag, message.To.Uri, message.CallId, message.CSeq, message.Expires, message.ContentType);
        _ = (message.Contacts.Count, message.Routes.Count, message.RecordRoutes.Count, message.Supported.Count, message.HasWildcardContact);
        if (message is SipRequest request)
        {
            _ = (request.RequestUri.Transport, request.MaxForwards);
            MessageWriter.ToArray(SipResponse.For(request, 200, "tag"));
        }

        var reasonOfCopy = MessageReader.Read(MessageWriter.ToArray(message), out _);
        Assert.Equal(MalformedReason.None, reasonOfCopy);
        return true;
    }

    /// <summary>A busy machine is slow now and then, a slow parser always.</summary>
    static bool IsSlow(byte[] message)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var start = Stopwatch.GetTimestamp();
            ReadAll(message);
            if (Stopwatch.GetElapsedTime(start) < Longest)
            {
                return false;
            }
        }

        return true;
    }

    static List<string> Frames(byte[] stream, int piece, Random random)
    {
        var framer = new StreamFramer();
        var frames = new List<string>();
        for (var at = 0; at < stream.Length; )
        {
            var length = Math.Min(stream.Length - at, piece == stream.Length ? piece : 1 + random.Next(piece));
            framer.Append(stream.AsSpan(at, length));
            at += length;
            while (framer.TryTake(out var message) is var frame and not StreamFrame.None)
            {
                if (frame == StreamFrame.Broken)
                {
                    frames.Add($"broken: {framer.Reason}");
                    return frames;
                }

                if (frame == StreamFrame.Message)
                {
                    frames.Add(Encoding.Latin1.GetString(message.Span));
                }
            }
        }

        return frames;
    }

    static string Text(byte[] message, int seed, int index) => $"seed {seed}, message {index}: {Convert.ToBase64String(message)}";
}
