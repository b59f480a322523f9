/// The look of the pages `report` writes: readable from 390 pixels on, and on A4.
enum PageStyle {
  static let text = """
    * { box-sizing: border-box; }
    body { font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: #1d2b36; margin: 0; background: #eef2f4; }
    svg { font-family: system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
    main { max-width: 1120px; margin: 0 auto; padding: 24px 32px 48px; background: #fff; overflow-wrap: break-word; }
    h1 { margin: 8px 0 0; line-height: 1.2; } h2 { margin: 40px 0 8px; font-size: 22px; line-height: 1.25; }
    h3 { margin: 24px 0 8px; font-size: 18px; } h4, h3.tight { margin: 0; font-size: 16px; }
    p { margin: 8px 0; max-width: 75ch; } ul { margin: 8px 0; padding-left: 22px; }
    .subtitle { margin: 2px 0 12px; color: #4d5a64; }
    .notice { max-width: none; margin: 12px 0; padding: 8px 12px; background: #fff6df; border-left: 4px solid #d79b00; }
    #plain { padding: 4px 20px 10px; background: #eef6f9; border-radius: 6px; margin: 16px 0; }
    #plain h2 { margin: 10px 0 4px; } #plain p { font-size: 17px; margin: 6px 0; }
    nav ul { display: flex; flex-wrap: wrap; gap: 4px 20px; padding: 0; margin: 8px 0; list-style: none; }
    a { color: #0b5c86; } :focus-visible { outline: 3px solid #c44e00; outline-offset: 2px; }
    .small, .help { color: #4d5a64; font-size: 14px; } .absent { color: #4d5a64; }
    .urgent { padding: 8px 12px; background: #fde9e3; border-left: 6px solid #a33a1f; max-width: none; font-weight: 600; }
    .ok { color: #1b6e3c; } .bad { color: #a33a1f; font-weight: 600; }
    table { border-collapse: collapse; width: 100%; } th { text-align: left; color: #4d5a64; font-weight: 500; }
    tbody th { color: #1d2b36; font-weight: 400; }
    td, th { padding: 6px 14px 6px 0; border-bottom: 1px solid #e4eaed; vertical-align: top; }
    td:last-child, th:last-child { padding-right: 0; } thead th { vertical-align: bottom; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }
    .unbroken { white-space: nowrap; } .wide { overflow-x: auto; margin: 10px 0; }
    .measures td:nth-child(2) { white-space: nowrap; font-weight: 600; }
    .measures .gap { white-space: normal; font-weight: 400; color: #4d5a64; display: block; min-width: 18ch; }
    code { font-size: 12px; color: #4d5a64; overflow-wrap: anywhere; }
    th button { font: inherit; color: #0b5c86; background: none; border: 0; padding: 0; text-align: inherit; cursor: pointer; text-decoration: underline; }
    th[aria-sort=ascending] button::after { content: " ▲"; } th[aria-sort=descending] button::after { content: " ▼"; }
    .trends { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 320px), 1fr)); gap: 16px; padding: 0; margin: 12px 0; list-style: none; }
    .trends > li { border: 1px solid #dde4e8; border-radius: 6px; padding: 10px 14px; break-inside: avoid; }
    .trends p { margin: 2px 0; } .trends .reading { font-size: 20px; font-weight: 600; }
    .trends .reading.absent { font-size: 16px; font-weight: 400; }
    svg.trend, svg.spread { display: block; width: 100%; height: auto; margin: 4px 0; } .scroll { overflow-x: auto; } svg.large { max-width: 760px; min-width: 560px; } .trends > li, .sides > div, .passages li, nav li, .legend li { min-width: 0; overflow-wrap: anywhere; }
    .legend { display: flex; flex-wrap: wrap; gap: 4px 22px; padding: 0; list-style: none; font-size: 14px; }
    .legend svg { vertical-align: -3px; }
    .big { font-size: 34px; font-weight: 600; line-height: 1.2; margin: 4px 0; }
    .sides { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 32px; } .sides ul { list-style: none; padding: 0; }
    .sides li { margin: 6px 0; break-inside: avoid; } .bar { display: block; height: 8px; min-width: 2px; border-radius: 2px; }
    .bar.up { background: #c44e00; } .bar.down { background: #0072b2; }
    .figure { overflow-x: auto; border: 1px solid #dde4e8; border-radius: 4px; } .figure svg { display: block; width: 100%; min-width: 700px; height: auto; }
    .passages li { margin: 8px 0; break-inside: avoid; } blockquote { margin: 4px 0; padding-left: 12px; border-left: 3px solid #b9c4cc; }
    .said { max-width: 75ch; } .said p { margin: 4px 0; } .said b { font-weight: 600; color: #0b5c86; } .said .other b { color: #4d5a64; }
    .said .other { color: #4d5a64; } .said time { color: #4d5a64; font-size: 13px; font-variant-numeric: tabular-nums; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 18px; } dt { color: #4d5a64; } dd { margin: 0; overflow-wrap: anywhere; }
    details { margin: 10px 0; } summary { cursor: pointer; color: #0b5c86; padding: 4px 0; }
    footer { margin-top: 40px; color: #4d5a64; font-size: 13px; overflow-wrap: anywhere; }
    @media (max-width: 860px) { main { padding: 16px 20px 32px; } .sides { grid-template-columns: 1fr; } }
    @media (max-width: 560px) {
      main { padding: 12px 14px 24px; } h1 { font-size: 26px; } #plain { padding: 2px 14px 8px; }
      dl { grid-template-columns: 1fr; } dd { margin-bottom: 6px; } nav ul { gap: 10px 20px; }
    }
    @media print {
      @page { size: A4; margin: 14mm; }
      body { background: #fff; font-size: 10pt; } main { padding: 0; max-width: none; }
      nav, .help.screen { display: none; } h1 { font-size: 20pt; } h2 { font-size: 14pt; margin-top: 18pt; } h3 { font-size: 12pt; }
      #plain p { font-size: 11pt; } .small, .help, footer { font-size: 8.5pt; }
      h2, h3, h4, summary { break-after: avoid; } tr, li, .figure, svg, .notice, #plain, .urgent { break-inside: avoid; }
      .wide, .figure, .scroll { overflow: visible; } .figure svg, svg.large { min-width: 0; }
      .trends { grid-template-columns: 1fr 1fr; gap: 8px; } .trends > li { padding: 6px 10px; }
      .sides { grid-template-columns: 1fr 1fr; } td, th { padding: 3px 10px 3px 0; }
      details:not(.printed) { display: none; } a { color: inherit; text-decoration: none; }
      details.printed::details-content { content-visibility: visible; display: block; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }
    """
}
