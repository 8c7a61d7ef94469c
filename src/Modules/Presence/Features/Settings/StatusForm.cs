using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;

namespace ConnectMe.Presence.Features;

/// <summary>What the fields of a status are drawn from, for a new one and for one that is changed.</summary>
internal sealed record StatusForm(StatusFields Input, IReadOnlyList<Person> People, StatusPreview Preview)
{
    public IEnumerable<Choice> Colleagues =>
        People
            .OrderBy(person => person.Name, StringComparer.CurrentCulture)
            .Select(person => new Choice($"{person.Id.Value}", person.Name));
}

/// <summary>What happens to calls, sentence by sentence (A6-03).</summary>
internal sealed record StatusPreview(IReadOnlyList<string> Fixed, IReadOnlyList<string> Mobile, string Queue)
{
    /// <summary>The form cannot be read yet.</summary>
    public static StatusPreview None { get; } = new([], [], "");
}

/// <summary>Of what is filled in, where that makes sense.</summary>
internal sealed class StatusPreviews(TreatmentFields.Rules rules, FlowWords words)
{
    public async Task<StatusPreview> Of(StatusFields fields, CancellationToken ct) =>
        (await rules.ValidateAsync(fields.Fixed, ct)).IsValid && (await rules.ValidateAsync(fields.Mobile, ct)).IsValid
            ? new StatusPreview(
                await words.Steps(fields.Fixed.ToTreatment(), ct),
                await words.Steps(fields.Mobile.ToTreatment(), ct),
                words.OfQueues(fields.Queue.ToTreatment())
            )
            : StatusPreview.None;
}
