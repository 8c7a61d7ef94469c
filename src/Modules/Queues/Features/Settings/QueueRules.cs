using ConnectMe.Identity.Contracts;
using ConnectMe.Queues.Domain;
using ConnectMe.Telephony.Contracts;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Queues.Features;

/// <summary>What a field of a queue may be, each for itself. What depends on the other queues is asked where they are known.</summary>
internal sealed class QueueRules : AbstractValidator<QueueFields>
{
    public const int ShortestRing = 5;
    public const int LongestRing = 120;
    public const int LongestWrapUp = 900;
    public const int MostUnanswered = 20;
    public const int ShortestWait = 10;
    public const int LongestWait = 3600;
    public const int MostWaiting = 100;

    public QueueRules(ICurrentUser me, IPeople people, ICompanySounds sounds, IStringLocalizer<QueuesText> text)
    {
        RuleFor(f => f.Name)
            .Cascade(CascadeMode.Stop)
            .Must(typed => !string.IsNullOrWhiteSpace(typed))
            .WithMessage(_ => text["NameMissing"])
            .Must(typed => typed!.Trim().Length <= Queue.LongestName)
            .WithMessage(_ => text["NameTooLong", Queue.LongestName]);
        RuleFor(f => f.Skills)
            .Must(skills =>
                skills is null || skills.Values.All(skill => skill is null or (>= QueueMember.LowestSkill and <= QueueMember.HighestSkill))
            )
            .WithMessage(_ => text["NotBetween", QueueMember.LowestSkill, QueueMember.HighestSkill]);
        RuleFor(f => f.Supervisors)
            .MustAsync(
                async (chosen, ct) =>
                {
                    var all = await people.Of(me.Company, ct);
                    return chosen is null || chosen.All(id => all.Any(person => person.Id.Value == id && person.IsSupervisor));
                }
            )
            .WithMessage(_ => text["NotASupervisor"]);
        RuleFor(f => f.Distribution).Must(one => one is { } chosen && Enum.IsDefined(chosen)).WithMessage(_ => text["ChooseOne"]);
        RuleFor(f => f.Opening).Must(one => one is { } chosen && Enum.IsDefined(chosen)).WithMessage(_ => text["ChooseOne"]);
        RuleFor(f => f.StatisticsMinutes)
            .Must(one => one is { } chosen && QueueFields.Periods.Contains(chosen))
            .WithMessage(_ => text["ChooseOne"]);
        Between(RuleFor(f => f.RingSeconds), ShortestRing, LongestRing);
        Between(RuleFor(f => f.WrapUpSeconds), 0, LongestWrapUp);
        Between(RuleFor(f => f.PauseAfter), 0, MostUnanswered);
        RuleFor(f => f.EverySeconds)
            .Must(seconds => seconds is 0 or (>= Announcements.ShortestInterval and <= Announcements.LongestInterval))
            .WithMessage(_ => text["NotAnInterval", Announcements.ShortestInterval, Announcements.LongestInterval]);
        RuleFor(f => f.LongestWait)
            .Must(typed => string.IsNullOrWhiteSpace(typed) || QueueFields.SecondsOf(typed) is >= ShortestWait and <= LongestWait)
            .WithMessage(_ => text["NotAWait", QueueFields.Written(ShortestWait), QueueFields.Written(LongestWait)]);
        RuleFor(f => f.MostWaiting)
            .Must(number => number is null or (>= 1 and <= MostWaiting))
            .WithMessage(_ => text["NotBetween", 1, MostWaiting]);
        RuleFor(f => f.ChargedTo)
            .MustAsync(async (id, ct) => id is null || (await people.Of(me.Company, ct)).Any(person => person.Id.Value == id))
            .WithMessage(_ => text["ColleagueMissing"]);
        RuleFor(f => f.Greeting)
            .MustAsync(async (id, ct) => await sounds.CanChoose(me.Company, SoundKind.Announcement, id, ct))
            .WithMessage(_ => text["ChooseOne"]);
        RuleFor(f => f.Music)
            .MustAsync(async (id, ct) => await sounds.CanChoose(me.Company, SoundKind.Music, id, ct))
            .WithMessage(_ => text["ChooseOne"]);
        Target(f => f.Overflow);
        Target(f => f.WhenNobody);

        void Between(IRuleBuilder<QueueFields, int?> rule, int least, int most) =>
            rule.Must(number => number >= least && number <= most).WithMessage(_ => text["NotBetween", least, most]);

        void Target(System.Linq.Expressions.Expression<Func<QueueFields, TargetFields>> target) =>
            RuleFor(target)
                .ChildRules(one =>
                {
                    one.RuleFor(f => f.Then)
                        .Must(then => then is { } kind && TargetFields.Kinds.Contains(kind))
                        .WithMessage(_ => text["ChooseOne"]);
                    one.RuleFor(f => f.Colleague)
                        .MustAsync(async (id, ct) => (await people.Of(me.Company, ct)).Any(person => person.Id.Value == id))
                        .When(f => f.Then is CallTargetKind.Colleague)
                        .WithMessage(_ => text["ColleagueMissing"]);
                });
    }
}
