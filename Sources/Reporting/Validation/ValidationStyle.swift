/// The page's look: the colours of the session report, one column on narrow screens, black on white in print.
enum ValidationStyle {
  static let text = """
    * { box-sizing: border-box; }
    body { font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: #1d2b36; margin: 0; background: #eef2f4; }
    .sheet { display: block; } .sheet > thead { display: none; }
    .sheet > tbody, .sheet > tbody > tr, .sheet > tbody > tr > td { display: block; padding: 0; border: 0; }
    main { max-width: 1160px; margin: 0 auto; padding: 24px 32px 48px; background: #fff; }
    h1 { margin: 0 0 8px; line-height: 1.2; } h2 { margin: 40px 0 12px; font-size: 22px; } h3 { margin: 20px 0 6px; font-size: 16px; }
    p { margin: 8px 0; max-width: 75ch; }
    .notice { max-width: none; margin: 0 0 16px; padding: 8px 12px; background: #fff6df; border-left: 4px solid #d79b00; }
    .leak { margin: 0 0 16px; padding: 8px 12px; background: #fde9e3; border-left: 6px solid #a33a1f; }
    .leak p { max-width: none; } .leak ul { margin: 4px 0; }
    #headline { padding: 4px 20px 12px; background: #eef6f9; border-radius: 6px; }
    #headline h2 { margin: 12px 0 4px; } #headline p { font-size: 17px; }
    nav ul { display: flex; flex-wrap: wrap; gap: 4px 20px; padding: 0; margin: 16px 0 0; list-style: none; }
    a { color: #0b5c86; } :focus-visible { outline: 3px solid #c44e00; outline-offset: 2px; }
    table { border-collapse: collapse; width: 100%; }
    th { text-align: left;  color: #4d5a64; font-weight: 500; } tbody th { color: #1d2b36; font-weight: 400; }
    td, th { padding: 6px 12px 6px 0; border-bottom: 1px solid #e4eaed; vertical-align: top; }
    td:last-child, th:last-child { padding-right: 0; } td.small { padding-left: 16px; } .number + th:not(.number) { padding-left: 16px; }
    thead th { vertical-align: bottom; } .number { text-align: right; font-variant-numeric: tabular-nums; }
    .wide { overflow-x: auto; margin: 12px 0; }
    .small { color: #4d5a64; font-size: 13px; } .absent { color: #4d5a64; font-weight: 400; }
    td.number.absent { font-size: 13px; }
    .passed { color: #1b6e3c; } .found { color: #a33a1f; font-weight: 600; } .notPossible { color: #4d5a64; white-space: nowrap; }
    .blank { color: #7a5200; font-style: italic; }
    .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); gap: 20px; margin: 20px 0; }
    figure { margin: 0; border: 1px solid #dde4e8; border-radius: 4px; padding: 10px 12px 4px; max-width: 700px; break-inside: avoid; }
    figcaption { font-weight: 600; margin: 0 0 4px; } svg { display: block; width: 100%; height: auto; }
    .side { display: grid; grid-template-columns: 2fr 3fr; gap: 8px 40px; }
    .controls { display: grid; grid-template-columns: 1fr 120px; gap: 6px 16px; align-items: center; padding: 12px 16px; margin: 12px 0; background: #f3f6f8; border-radius: 6px; }
    .controls[hidden] { display: none; }
    .controls label[for=threshold-slider] { grid-column: 1 / -1; font-weight: 600; }
    .controls input, .controls button { font: inherit; } .controls input[type=range] { width: 100%; height: 32px; accent-color: #0b5c86; }
    .controls input[type=number] { width: 100%; padding: 4px 6px; border: 1px solid #8b98a2; border-radius: 4px; }
    .controls button { grid-column: 1 / -1; justify-self: start; padding: 4px 12px; border: 1px solid #8b98a2; border-radius: 4px; background: #fff; cursor: pointer; }
    #threshold-summary { font-size: 18px; font-weight: 600; min-height: 27px; max-width: none; }
    .flow { display: grid; grid-template-columns: 1fr 1fr; gap: 16px 24px; }
    .lane { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; align-items: start; }
    .box { border: 2px solid #4d5a64; border-radius: 6px; padding: 8px 14px; background: #fff; }
    .box h3 { margin: 0; } .box span { display: inline-block; margin-right: 14px; }
    .out { border-left: 3px solid #b9c4cc; padding: 4px 0 4px 12px; font-size: 14px; } .out ul { margin: 4px 0; padding-left: 18px; }
    .joined { grid-column: 1 / -1; display: grid; grid-template-columns: 2fr 1fr 1fr; gap: 12px; border-top: 2px solid #4d5a64; padding-top: 16px; position: relative; }
    .joined .box:first-child { background: #eef6f9; }
    details summary { margin: 8px 0; cursor: pointer; color: #0b5c86; }
    dl { display: grid; grid-template-columns: minmax(120px, max-content) 1fr; gap: 4px 20px; } dt { color: #4d5a64; max-width: 26ch; } dd { margin: 0; overflow-wrap: anywhere; }
    code { font-size: 13px; }
    @media (max-width: 860px) {
      main { padding: 16px; } .side, .flow { grid-template-columns: 1fr; } .plots { grid-template-columns: 1fr; }
    }
    @media (max-width: 560px) {
      .lane, .joined { grid-template-columns: 1fr; } dl { grid-template-columns: 1fr; } dd { margin-bottom: 8px; }
    }
    @media print {
      @page { margin: 14mm; }
      body { background: #fff; font-size: 10.5pt; } main { padding: 0; max-width: none; }
      .sheet { display: table; width: 100%; } .sheet > thead { display: table-header-group; }
      .sheet > tbody { display: table-row-group; } .sheet > tbody > tr { display: table-row; } .sheet > tbody > tr > td { display: table-cell; }
      .sheet > thead td { padding: 0; border: 0; } .running { font-size: 8.5pt; color: #4d5a64; border-bottom: 1px solid #b9c4cc; margin-bottom: 8px; padding-bottom: 3px; }
      .controls, nav, noscript { display: none; }
      .plots { grid-template-columns: 1fr 1fr; gap: 10px; } .wide { overflow: visible; }
      h2 { break-after: avoid; } tr, .box, .out, dd { break-inside: avoid; }
      details::details-content { content-visibility: visible; display: block; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }
    """
}
