using ConnectMe.Chat.Keeping;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using FluentValidation.Results;
using Microsoft.AspNetCore.Mvc;

namespace ConnectMe.Chat.Features;

/// <summary>Picture and name if one likes, participants, and the tick (M11.3-01 to -04).</summary>
[RequestSizeLimit(ISquarePictures.MostOfRequest)]
internal sealed class NewGroup(OwnChats own, ISquarePictures pictures, IHandle<MakeGroup.Command> make)
    : FormPage<GroupFields>("/Features/ConnectMe.Chat/MakeGroup/_GroupForm.cshtml"),
        IGroupForm
{
    Guid _made;

    public GroupForm Form { get; private set; } = new(new GroupFields(), []);

    protected override string? Next => $"/chat/{_made}";

    protected override async Task<GroupFields?> Load(CancellationToken ct)
    {
        if (!await own.May(ct))
        {
            return null;
        }

        Form = new GroupForm(Input, await own.Colleagues(ct));
        return new GroupFields();
    }

    protected override async Task<Outcome> Save(CancellationToken ct)
    {
        var picture = await pictures.Of(Request, "picture", ct);
        if (picture.Refusal is { } refusal)
        {
            return new Outcome.Invalid([new ValidationFailure("picture", refusal)]);
        }

        var command = new MakeGroup.Command((Input.Name ?? "").Trim(), Input.Members, picture.Image);
        var outcome = await make.Handle(command, ct);
        _made = command.Made;
        return outcome is Outcome.Invalid invalid ? invalid.InForm() : outcome;
    }
}
