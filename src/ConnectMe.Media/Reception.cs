using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media;

/// <summary>What a connection has received until now, and what the other side reports about what we sent.</summary>
/// <param name="RemoteLoss">As in <see cref="LineQuality"/>.</param>
readonly record struct Reception(AudioCodec Codec, ReceivedPackets Packets, TimeSpan Jitter, TimeSpan? RoundTrip, double RemoteLoss);
