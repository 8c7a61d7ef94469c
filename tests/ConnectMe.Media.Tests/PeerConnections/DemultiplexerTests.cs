using ConnectMe.Media.Codecs;
using ConnectMe.Media.Io;
using ConnectMe.Media.Switching;

namespace ConnectMe.Media.Tests.PeerConnections;

public sealed class DemultiplexerTests : IDisposable
{
    readonly Demultiplexer _demultiplexer = new();
    readonly SimulatedLine _anna;
    readonly SimulatedLine _bram;

    public DemultiplexerTests()
    {
        var outputs = new SimulatedOutputs();
        var exchange = outputs.Exchange = new Exchange(outputs);
        _anna = new SimulatedLine(exchange, outputs, 1, AudioCodec.Pcmu, DateTimeOffset.UnixEpoch);
        _bram = new SimulatedLine(exchange, outputs, 2, AudioCodec.Pcmu, DateTimeOffset.UnixEpoch);
        _demultiplexer.Admit(_anna.Connection);
        _demultiplexer.Admit(_bram.Connection);
    }

    [Fact]
    public void A_check_is_for_the_connection_whose_fragment_it_names()
    {
        Assert.Same(_anna.Connection, _demultiplexer.Find("server1"u8));
        Assert.Same(_bram.Connection, _demultiplexer.Find("server2"u8));
        Assert.Null(_demultiplexer.Find("server3"u8));
        Assert.Null(_demultiplexer.Find(""u8));
        Assert.Null(_demultiplexer.Find([0xFF, 0xFE]));
        Assert.Null(_demultiplexer.Find(new byte[400]));
    }

    [Fact]
    public void All_else_is_for_the_connection_that_has_validated_its_path()
    {
        Assert.Null(_demultiplexer.Find(_anna.Path));

        _demultiplexer.Add(_anna.Connection, _anna.Path);
        Assert.Same(_anna.Connection, _demultiplexer.Find(_anna.Path));

        _demultiplexer.Remove(_anna.Connection, _anna.Path);
        Assert.Null(_demultiplexer.Find(_anna.Path));
    }

    [Fact]
    public void A_path_cannot_be_taken_from_a_connection_that_lives()
    {
        _demultiplexer.Add(_anna.Connection, _anna.Path);

        _demultiplexer.Add(_bram.Connection, _anna.Path); // a check for Bram's line with Anna's address forged
        Assert.Same(_anna.Connection, _demultiplexer.Find(_anna.Path));

        _demultiplexer.Retire(_anna.Connection);
        _demultiplexer.Claim(_bram.Connection, _anna.Path);
        Assert.Same(_bram.Connection, _demultiplexer.Find(_anna.Path));
    }

    [Fact]
    public void A_retired_connection_is_found_no_more()
    {
        _demultiplexer.Add(_anna.Connection, _anna.Path);

        _demultiplexer.Retire(_anna.Connection);

        Assert.Null(_demultiplexer.Find(_anna.Path));
        Assert.Null(_demultiplexer.Find("server1"u8));
    }

    public void Dispose()
    {
        _anna.Dispose();
        _bram.Dispose();
    }
}
