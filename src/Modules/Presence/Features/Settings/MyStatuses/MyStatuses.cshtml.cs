using ConnectMe.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Presence.Features;

/// <summary>The user's own page about statuses: what each does with calls, and where they forward to in it (M14.2-01). Saves at once.</summary>
internal sealed class MyStatuses(ShownPresence presence, IHandle<SetForwarding.Command> set) : PageModel
{
    public IReadOnlyList<MyStatus> Statuses { get; private set; } = [];

    public bool IsSaved { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) =>
        Statuses = [.. (await presence.Mine(ct)).Statuses.Select(status => new MyStatus(status))];

    public async Task<IActionResult> OnPostAsync(Guid id, string? number, bool isOn, bool toVoicemail, CancellationToken ct)
    {
        var outcome = await set.Handle(new SetForwarding.Command(id, number, isOn, toVoicemail), ct);
        await OnGetAsync(ct);
        if (outcome is Outcome.Invalid invalid)
        {
            Statuses =
            [
                .. Statuses.Select(one =>
                    one.Status.Id == id
                        ? one with
                        {
                            Number = number ?? "",
                            IsOn = isOn,
                            ToVoicemail = toVoicemail,
                            Refusal = invalid.Failures[0].ErrorMessage,
                        }
                        : one
                ),
            ];
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        IsSaved = outcome is Outcome.Succeeded;
        return Request.Headers.ContainsKey("HX-Request") ? Partial("_MyStatuses", this) : Page();
    }
}

/// <param name="Status">As it is saved.</param>
internal sealed record MyStatus(ShownStatus Status)
{
    /// <summary>What was typed, or is saved.</summary>
    public string Number { get; init; } = Status.Number;

    public bool IsOn { get; init; } = Status.ForwardsTo is not null;

    public bool ToVoicemail { get; init; } = Status.ToVoicemail;

    /// <summary>Null: nothing is wrong.</summary>
    public string? Refusal { get; init; }

    public bool IsOpen => Refusal is not null;
}
