using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using ConnectMe.Media.Audio;
using ConnectMe.Media.Codecs;

namespace ConnectMe.Media.Io;

/// <summary>Encodes sounds one after the other, away from the media thread, and brings them there.</summary>
sealed class SoundEncoder : IAsyncDisposable
{
    readonly Channel<(Sound Sound, AudioCodec Codec)> _orders = Channel.CreateUnbounded<(Sound, AudioCodec)>();
    static readonly Sounds Encodings = new(); // of the process: hold music takes half a second

    readonly MediaLoop _loop;
    readonly Task _encoding;

    public SoundEncoder(MediaLoop loop)
    {
        _loop = loop;
        _encoding = Task.Run(EncodeAll);
    }

    public void Order(Sound sound, AudioCodec codec) => _orders.Writer.TryWrite((sound, codec));

    public async ValueTask DisposeAsync()
    {
        _orders.Writer.TryComplete();
        await _encoding;
    }

    async Task EncodeAll()
    {
        await foreach (var (sound, codec) in _orders.Reader.ReadAllAsync())
        {
            try
            {
                var encoded = Encodings.Get(sound, codec);
                _loop.Post(Guid.Empty, (exchange, _) => exchange.Encoded(sound, encoded));
            }
            catch (Exception fault) // the other sounds must still be heard; the loop counts and reports it
            {
                _loop.Post(Guid.Empty, (_, _) => ExceptionDispatchInfo.Throw(fault));
            }
        }
    }
}
