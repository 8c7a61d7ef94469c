using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ConnectMe.Kernel.Design;

/// <summary>A yes or no of a form as a row with a switch: <c>&lt;setting-switch for="Input.RequiresTls" label="Alleen TLS" /&gt;</c>.</summary>
[HtmlTargetElement("setting-switch", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SettingSwitchTagHelper : TagHelper
{
    public ModelExpression For { get; set; } = null!;

    public string Label { get; set; } = "";

    /// <summary>Help below the label; empty: none.</summary>
    public string Hint { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var id = TagBuilder.CreateSanitizedId(For.Name, "_");
        var label = new TagBuilder("label");
        label.Attributes["for"] = id;
        label.InnerHtml.Append(Label);

        var words = new TagBuilder("div");
        words.InnerHtml.AppendHtml(label);
        var toggle = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        toggle.AddCssClass("sw");
        toggle.Attributes["type"] = "checkbox";
        toggle.Attributes["role"] = "switch";
        toggle.Attributes["id"] = id;
        toggle.Attributes["name"] = For.Name;
        toggle.Attributes["value"] = "true";
        if (For.Model is true)
        {
            toggle.Attributes["checked"] = "checked";
        }

        if (Hint.Length > 0)
        {
            var hint = new TagBuilder("small");
            hint.Attributes["id"] = id + "-h";
            hint.InnerHtml.Append(Hint);
            words.InnerHtml.AppendHtml(hint);
            toggle.Attributes["aria-describedby"] = id + "-h";
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "set");
        output.Content.SetHtmlContent(words);
        output.Content.AppendHtml(toggle);
    }
}
