using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;

namespace ConnectMe.Identity.Features;

/// <summary>The phones of a person, from whichever module has them.</summary>
internal sealed class ShownPersonDevices(ICurrentUser me, IEnumerable<IPersonDevices> parts)
{
    public async Task<PersonDeviceList> Of(Guid person, CancellationToken ct)
    {
        var all = new List<PersonDevice>();
        foreach (var part in parts)
        {
            all.AddRange(await part.Of(me.Company, new UserId(person), ct));
        }

        return new PersonDeviceList(person, all);
    }
}

internal sealed record PersonDeviceList(Guid Person, IReadOnlyList<PersonDevice> Devices);
