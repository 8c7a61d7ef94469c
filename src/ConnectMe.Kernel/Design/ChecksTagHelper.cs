using System.Collections;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ConnectMe.Kernel.Design;

/// <summary>
/// What may be ticked together, with its legend, hint and refusal: <c>&lt;checks for="Input.Codecs" legend="Codecs" choices="…" /&gt;</c>. Other attributes go to
/// the fieldset.
/// </summary>
[HtmlTargetElement("checks", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ChecksTagHelper(AssetUrls assets) : TagHelper
{
    /// <summary>A list; what is in it is ticked.</summary>
    public ModelExpression For { get; set; } = null!;

    public string Legend { get; set; } = "";

    /// <summary>Help below the ticks; empty: none.</summary>
    public string Hint { get; set; } = "";

    public IEnumerable<Choice> Choices { get; set; } = [];

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var ticked = (For.Model as IEnumerable ?? Array.Empty<object>())
            .Cast<object?>()
            .Select(value => $"{value}")
            .ToHashSet(StringComparer.Ordinal);
        var checks = new TagBuilder("div");
        checks.AddCssClass("checks");
        foreach (var choice in Choices)
        {
            checks.InnerHtml.AppendHtml(Check(choice, ticked.Contains(choice.Value)));
        }

        output.TagName = "fieldset";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "fld");
        output.Content.SetHtmlContent(FieldParts.Element("legend", Legend));
        output.Content.AppendHtml(checks);
        if (Hint.Length > 0)
        {
            output.Content.AppendHtml(FieldParts.Element("small", Hint));
        }

        if (ViewContext.ModelState.RefusalOf(For.Name) is { } refusal)
        {
            output.Content.AppendHtml(assets.Refusal(refusal));
        }
    }

    TagBuilder Check(Choice choice, bool isTicked)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = "checkbox";
        input.Attributes["name"] = For.Name;
        input.Attributes["value"] = choice.Value;
        if (isTicked)
        {
            input.Attributes["checked"] = "checked";
        }

        var label = new TagBuilder("label");
        label.AddCssClass("ck");
        label.InnerHtml.AppendHtml(input).Append(choice.Words);
        return label;
    }
}
