using ConnectMe.Media.Framing;

namespace ConnectMe.Media.Tests.Framing;

public sealed class FrameReaderTests
{
    readonly FrameReader _reader = new();

    [Fact]
    public void Wherever_TCP_cuts_the_stream_the_same_frames_come_out_of_it()
    {
        byte[] stream = [0, 3, 1, 2, 3, 0, 0, 0, 1, 9, 1, 0, .. Enumerable.Repeat((byte)7, 256)];
        for (var piece = 1; piece <= stream.Length; piece++)
        {
            List<byte[]> frames = [];
            foreach (var bytes in stream.Chunk(piece))
            {
                Come(bytes);
                Assert.Equal(FrameVerdict.Incomplete, ReadAll(frames));
            }

            Assert.Equal([3, 0, 1, 256], frames.Select(frame => frame.Length));
            Assert.Equal([1, 2, 3], frames[0]);
            Assert.Equal([9], frames[2]);
            Assert.All(frames[3], octet => Assert.Equal(7, octet));
        }
    }

    [Fact]
    public void A_frame_longer_than_is_taken_is_known_by_its_length_alone()
    {
        Come([2, 36]); // 548
        Assert.Equal(FrameVerdict.TooLong, _reader.Read(547, out _));
        Assert.Equal(FrameVerdict.Incomplete, _reader.Read(548, out _));
        Come("GET / HTTP/1.1"u8);
        Assert.Equal(FrameVerdict.Incomplete, _reader.Read(FrameReader.MaximumFrame, out _));
    }

    [Fact]
    public void There_is_always_room_for_the_longest_frame_to_become_complete()
    {
        List<byte[]> frames = [];
        byte[] longest = [8, 0, .. new byte[FrameReader.MaximumFrame]];
        for (var i = 0; i < 5; i++)
        {
            for (var left = longest.AsSpan(); !left.IsEmpty; )
            {
                var room = _reader.Room;
                Assert.False(room.IsEmpty);
                var part = left[..Math.Min(room.Length, Math.Min(1500, left.Length))];
                part.CopyTo(room);
                _reader.Received(part.Length);
                left = left[part.Length..];
                ReadAll(frames);
            }
        }

        Assert.Equal(Enumerable.Repeat(FrameReader.MaximumFrame, 5), frames.Select(frame => frame.Length));
    }

    [Fact]
    public void Of_what_waits_the_oldest_goes_and_the_newest_stays()
    {
        var waiting = new WaitingFrames();
        for (byte i = 0; i < WaitingFrames.Capacity; i++)
        {
            Assert.True(waiting.Add([i]));
        }

        Assert.False(waiting.Add([100, 100]));
        Assert.Equal(WaitingFrames.Capacity, waiting.Count);
        Assert.Equal([1], waiting.First.ToArray());
        for (var i = 1; i < WaitingFrames.Capacity; i++)
        {
            waiting.RemoveFirst();
        }

        Assert.Equal([100, 100], waiting.First.ToArray());
        waiting.RemoveFirst();
        Assert.True(waiting.First.IsEmpty);
    }

    void Come(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_reader.Room);
        _reader.Received(bytes.Length);
    }

    FrameVerdict ReadAll(List<byte[]> frames)
    {
        FrameVerdict verdict;
        while ((verdict = _reader.Read(FrameReader.MaximumFrame, out var frame)) == FrameVerdict.Complete)
        {
            frames.Add(frame.ToArray());
        }

        return verdict;
    }
}
