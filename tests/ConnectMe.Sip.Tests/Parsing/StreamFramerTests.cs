using System.Text;
using ConnectMe.Sip.Parsing;

namespace ConnectMe.Sip.Tests.Parsing;

public class StreamFramerTests
{
    const string Message = "MESSAGE sip:a@b SIP/2.0\r\nVia: SIP/2.0/TCP c\r\nl : 4\r\n\r\nbody";

    readonly StreamFramer _framer = new();

    [Fact]
    public void Two_messages_in_one_piece_are_two() => Assert.Equal([Message, Message], Take(Message + Message));

    [Fact]
    public void A_message_may_be_split_anywhere()
    {
        for (var at = 1; at < Message.Length; at++)
        {
            Assert.Empty(Take(Message[..at]));
            Assert.Equal([Message], Take(Message[at..]));
        }
    }

    [Fact]
    public void A_thousand_messages_may_come_byte_by_byte()
    {
        var taken = 0;
        foreach (var letter in string.Concat(Enumerable.Repeat(Message, 1_000)))
        {
            taken += Take(letter.ToString()).Count;
        }

        Assert.Equal(1_000, taken);
        Assert.Equal(0, _framer.Waiting);
    }

    [Fact]
    public void A_double_CRLF_is_a_ping_and_a_single_one_the_answer_to_ours()
    {
        Assert.Equal(["Ping"], Take("\r\n\r\n"));
        Assert.Equal([Message, "Pong"], Take(Message + "\r\n"));
        Assert.Equal(["Ping", Message], Take("\r\n" + Message)); // the other half
        Assert.Equal(["Ping", "Ping", Message], Take("\r\n\r\n\r\n\r\n" + Message));
    }

    [Theory]
    [InlineData("Content-Length: -1", MalformedReason.ContentLength)]
    [InlineData("Content-Length: 99999", MalformedReason.BodyTooLong)]
    [InlineData("Content-Length: 4\r\nl: 4", MalformedReason.ContentLengthTwice)]
    [InlineData("Subject: none", MalformedReason.ContentLengthMissing)]
    public void Where_the_length_is_not_known_the_stream_is_broken_for_good(string length, MalformedReason reason)
    {
        Assert.Equal(["Broken"], Take(Message.Replace("l : 4", length, StringComparison.Ordinal)));
        Assert.Equal(reason, _framer.Reason);
        Assert.Equal(["Broken"], Take(Message));
    }

    [Fact]
    public void Headers_that_never_end_break_the_stream()
    {
        for (var i = 0; i < 40; i++)
        {
            _framer.Append(Encoding.ASCII.GetBytes(new string('a', 1_000)));
            _framer.TryTake(out _);
        }

        Assert.Equal(MalformedReason.HeadersNotTerminated, _framer.Reason);
    }

    List<string> Take(string bytes)
    {
        _framer.Append(Encoding.ASCII.GetBytes(bytes));
        var frames = new List<string>();
        while (_framer.TryTake(out var message) is var frame and not StreamFrame.None)
        {
            frames.Add(frame == StreamFrame.Message ? Encoding.ASCII.GetString(message.Span) : frame.ToString());
            if (frame == StreamFrame.Broken)
            {
                break;
            }
        }

        return frames;
    }
}
