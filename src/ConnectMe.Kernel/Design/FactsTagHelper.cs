using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ConnectMe.Kernel.Design;

/// <summary>
/// What a colleague is doing and what they say, in words: <c>&lt;facts of="@id" /&gt;</c>. Both are kept up while they change (wwwroot/js/lines.js, faces.js), so
/// they stand there empty too; the style sheet puts the dot between them.
/// </summary>
[HtmlTargetElement("facts", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FactsTagHelper(IPersonFacts facts) : TagHelper
{
    /// <summary>Null of who is no colleague: nothing is written.</summary>
    public Guid? Of { get; set; }

    /// <summary>The element around them.</summary>
    public string As { get; set; } = "small";

    /// <summary>Class of each of the two, when they stand apart.</summary>
    public string? Part { get; set; }

    /// <summary>Stands in the place of a note of who has none.</summary>
    public string Else { get; set; } = "";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (Of is not { } person)
        {
            output.SuppressOutput();
            return;
        }

        var (state, note) = await facts.Of(person, View.HttpContext.RequestAborted);
        output.TagName = As;
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("data-facts", Part is null ? "line" : "parts");
        output.Content.AppendHtml(Span("data-words-of", person, state?.Words ?? ""));
        var said = Span("data-note-of", person, note.Length > 0 ? note : Else);
        if (Else.Length > 0)
        {
            said.Attributes["data-else"] = Else;
        }

        output.Content.AppendHtml(said);
    }

    TagBuilder Span(string attribute, Guid person, string words)
    {
        var span = new TagBuilder("span");
        span.Attributes[attribute] = person.ToString();
        if (Part is not null)
        {
            span.AddCssClass(Part);
        }

        span.InnerHtml.Append(words);
        return span;
    }
}
