using ConnectMe.Chat.Keeping;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using FluentValidation.Results;
using Microsoft.AspNetCore.Mvc;

namespace ConnectMe.Chat.Features;

/// <summary>What a group is called, its picture, and who is in it.</summary>
[RequestSizeLimit(ISquarePictures.MostOfRequest)]
internal sealed class GroupDetails(OwnChats own, ISquarePictures pictures, IHandle<ChangeGroup.Command> change)
    : FormPage<GroupFields>("/Features/ConnectMe.Chat/MakeGroup/_GroupForm.cshtml", showsSaved: true),
        IGroupForm
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public GroupForm Form { get; private set; } = new(new GroupFields(), []);

    protected override async Task<GroupFields?> Load(CancellationToken ct)
    {
        if (await own.FindOne(Id, ct) is not { Conversation: { IsGroup: true } group })
        {
            return null;
        }

        var colleagues = await own.Colleagues(ct);
        var isMaker = group.MadeBy == own.Me.Value;
        Form = new GroupForm(Input, isMaker ? colleagues : [.. colleagues.Where(person => !group.Has(person.Id.Value))])
        {
            Group = group,
            Title = await own.TitleOf(group, ct),
            Staying = isMaker ? [] : [.. colleagues.Where(person => group.Has(person.Id.Value))],
        };
        return new GroupFields { Name = group.Name, Members = isMaker ? [.. group.Members.Where(id => id != own.Me.Value)] : [] };
    }

    protected override async Task<Outcome> Save(CancellationToken ct)
    {
        var picture = await pictures.Of(Request, "picture", ct);
        if (picture.Refusal is { } refusal)
        {
            return new Outcome.Invalid([new ValidationFailure("picture", refusal)]);
        }

        var outcome = await change.Handle(new ChangeGroup.Command(Id, (Input.Name ?? "").Trim(), Input.Members, picture.Image), ct);
        return outcome is Outcome.Invalid invalid ? invalid.InForm() : outcome;
    }
}
