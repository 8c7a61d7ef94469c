using System.Collections.Concurrent;

namespace ConnectMe.Telephony.Rooms;

/// <summary>
/// Wrong PINs of conference rooms: three for each call, and one for each call once a room had <see cref="Most"/> in a quarter of an hour. That makes guessing slow, and keeps nobody
/// out who knows the PIN. May be called by several at once.
/// </summary>
internal sealed class WrongPins
{
    public const int MostInCall = 3;

    public const int Most = 20;

    public static readonly TimeSpan Period = TimeSpan.FromMinutes(15);

    readonly ConcurrentDictionary<Guid, List<(DateTimeOffset At, Guid Call)>> _ofRooms = new();

    /// <returns>Whether this call may try again.</returns>
    public bool Note(Guid room, Guid call, DateTimeOffset now)
    {
        var all = _ofRooms.GetOrAdd(room, _ => []);
        lock (all)
        {
            all.RemoveAll(wrong => wrong.At <= now - Period);
            if (all.Count < Most)
            {
                all.Add((now, call));
            }

            return all.Count < Most && all.Count(wrong => wrong.Call == call) < MostInCall;
        }
    }
}
