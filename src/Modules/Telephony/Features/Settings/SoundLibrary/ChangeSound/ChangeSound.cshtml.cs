using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.SoundLibrary;
using FluentValidation;
using FluentValidation.Results;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ConnectMe.Telephony.Features;

/// <summary>Another name or language, or another file in its place: what plays it plays the new one from the next time on.</summary>
[Authorize(Rights.Administrator)]
[RequestSizeLimit(2 * CompanySound.MostBytes)]
internal sealed class ChangeSound(IHandle<ChangeSound.Command> change, ICurrentUser me, ITelephonyConfigurations configurations)
    : FormPage<SoundFields>("_ChangeSoundForm")
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public CompanySound Sound { get; private set; } = null!;

    protected override string Next => ListSounds.Address;

    protected override async Task<SoundFields?> Load(CancellationToken ct)
    {
        if ((await configurations.Of(me.Company, ct)).Sounds.FirstOrDefault(sound => sound.Id == Id) is not { } sound)
        {
            return null;
        }

        Sound = sound;
        return new SoundFields
        {
            Name = sound.Name,
            Kind = sound.Kind,
            Language = sound.Language,
        };
    }

    protected override async Task<Outcome> Save(CancellationToken ct) =>
        await change.Handle(new Command(Id, Input, await SoundIntake.Content(Input.File, ct)), ct);

    /// <param name="File">Empty: the one that there is stays.</param>
    public sealed record Command(Guid Id, SoundFields Input, byte[] File);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(SoundFields.Rules rules) => RuleFor(command => command.Input).SetValidator(rules);
    }

    public sealed class Handler(IDocumentSession session, SoundIntake intake) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var stream = await session.Events.FetchForWriting<CompanySound>(command.Id, ct);
            if (stream.Aggregate is not { } sound)
            {
                return Outcome.Done; // removed meanwhile
            }

            if (command.File.Length > 0)
            {
                var (content, seconds, refusal) = intake.Take(command.File, sound.Kind);
                if (content is null)
                {
                    return new Outcome.Invalid([new ValidationFailure("Input.File", refusal)]);
                }

                session.Delete<SoundContent>(sound.ContentId);
                session.Store(content);
                stream.AppendOne(new CompanySoundReplaced(sound.Id, content.Id, seconds));
            }

            var name = command.Input.Name!.Trim();
            if ((name, command.Input.SpokenLanguage) != (sound.Name, sound.Language))
            {
                stream.AppendOne(new CompanySoundChanged(sound.Id, name, command.Input.SpokenLanguage));
            }

            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
